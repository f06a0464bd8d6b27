import type { AccountStore } from '../account/account-store.ts';
import type { ConfigurationStore } from '../account/configuration-store.ts';
import type { Instant } from '../business-time/instant.ts';
import type { WebhookSubscriptionId } from '../ids.ts';
import { type ActionAddressee, type Addressee, type Endpoint, isOfAction } from './endpoint.ts';

export interface EndpointDesk {
  readonly accounts: AccountStore;
  readonly configuration: Pick<ConfigurationStore, 'find'>;
}

/** Undefined: nobody is to be told any more. */
export function findEndpoint(desk: EndpointDesk, to: Addressee, at: Instant): Promise<Endpoint | undefined> {
  return isOfAction(to) ? ofAction(desk, to) : ofSubscription(desk, to.subscriptionId, at);
}

async function ofSubscription(
  { accounts }: EndpointDesk,
  id: WebhookSubscriptionId,
  at: Instant,
): Promise<Endpoint | undefined> {
  const subscription = (await accounts.load()).webhookSubscriptionById.get(id);
  if (subscription?.active !== true) return undefined;
  const { url, endpointSince, previousSecretUntil } = subscription;
  return {
    name: { ownerId: id, url: null },
    url,
    method: 'POST',
    since: endpointSince,
    signedWith: previousSecretUntil !== null && previousSecretUntil > at ? 'newest-and-previous' : 'newest',
  };
}

/** While its rule still calls that address, active or not: what it decided to tell is told. Each change of it begins anew. */
async function ofAction(
  { configuration }: EndpointDesk,
  { ruleId, ruleKind, url, method }: ActionAddressee,
): Promise<Endpoint | undefined> {
  const rule = await configuration.find(ruleKind, ruleId);
  const isNamed = rule?.actions.some((action) => action.type === 'webhook' && action.url === url);
  if (rule === undefined || isNamed !== true) return undefined;
  return { name: { ownerId: ruleId, url }, url, method, since: rule.updatedAt, signedWith: 'own' };
}
