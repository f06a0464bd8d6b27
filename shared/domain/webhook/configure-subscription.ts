import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { getConfigured, newlyKept, nextId, refuseUnknown, withInput } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { SealSecret } from '../source/source-secrets.ts';
import { requireWholeSight } from './require-whole-sight.ts';
import type { WebhookSubscription, WebhookSubscriptionInput } from './webhook-subscription.ts';

export interface SubscriptionDesk extends ConfigurationDesk {
  readonly seal: SealSecret;
  /** `whsec_` and 256 random bits. */
  readonly makeWebhookSecret: () => string;
}

/** A subscription with its secret, which is told this once. */
export interface ToldSubscription {
  readonly subscription: WebhookSubscription;
  readonly secret: string;
}

type KeepSubscription = (subscription: WebhookSubscription) => KeptAnswer | undefined;

/** Each of them is a message for every event. */
const mostSubscriptions = 100;
/** How long calls are signed with the secret before too. */
const dayMs = 86_400_000;

/**
 * Refuses with `too-large` one more than an account has.
 * @param secret null: a new one is made.
 */
export async function createSubscription(
  desk: SubscriptionDesk,
  {
    request,
    input,
    secret: given,
    keep,
  }: {
    readonly request: ChangeRequest;
    readonly input: WebhookSubscriptionInput;
    readonly secret: string | null;
    readonly keep: KeepSubscription;
  },
): Promise<ToldSubscription> {
  requireWholeSight(request.principal);
  const at = toInstant(desk.now());
  const id = nextId('webhookSubscription', desk.ids);
  const secret = given ?? desk.makeWebhookSecret();
  const beside = { disabled: null, endpointSince: at, secretSetAt: at, previousSecretUntil: null };
  const subscription = newlyKept(id, { ...input, ...beside }, at);
  const sealed = { [at]: await desk.seal(id, at, secret) };
  const decide = (configuration: Configuration) => {
    if (configuration.list('webhookSubscription').length >= mostSubscriptions) {
      throw new Refusal('too-large', `An account has at most ${mostSubscriptions} webhook subscriptions.`);
    }
    const secrets = { sealed, changed: ['secret'] };
    return { before: null, after: subscription, keep: keep(subscription), secrets };
  };
  await changeConfiguration(desk, 'webhookSubscription', { request, decide });
  return { subscription, secret };
}

interface Edit {
  readonly id: string;
  readonly request: ChangeRequest;
  readonly edit: (before: WebhookSubscription) => WebhookSubscriptionInput;
}

/** Another address, or switching it on, begins anew: the breaker forgets, and what disabled it is over. */
export async function editSubscription(
  desk: SubscriptionDesk,
  { id, request, edit }: Edit,
): Promise<WebhookSubscription> {
  requireWholeSight(request.principal);
  const decide = (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'webhookSubscription', id }, request);
    const at = toInstant(desk.now());
    return { before, after: withInput(before, { ...besideOf(before, edit(before), at) }, at) };
  };
  const after = await changeConfiguration(desk, 'webhookSubscription', { request, decide });
  return after ?? refuseUnknown('webhookSubscription');
}

function besideOf(before: WebhookSubscription, input: WebhookSubscriptionInput, at: Instant) {
  const { disabled, endpointSince, secretSetAt, previousSecretUntil } = before;
  const beginsAnew = input.url !== before.url || (input.active && !before.active);
  return {
    ...input,
    disabled: input.active ? null : disabled,
    endpointSince: beginsAnew ? at : endpointSince,
    secretSetAt,
    previousSecretUntil,
  };
}

/** For a day calls are signed with both, so that the other side can change over without losing any. */
export async function rotateSecret(
  desk: SubscriptionDesk,
  {
    id,
    request,
    secret: given,
    keep,
  }: {
    readonly id: string;
    readonly request: ChangeRequest;
    readonly secret: string | null;
    readonly keep: KeepSubscription;
  },
): Promise<ToldSubscription> {
  requireWholeSight(request.principal);
  const secret = given ?? desk.makeWebhookSecret();
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'webhookSubscription', id }, request);
    const { [before.secretSetAt]: previous = '' } = await desk.configuration.findSealed(id);
    const at = toInstant(desk.now());
    const after: WebhookSubscription = {
      ...withInput(before, before, at),
      secretSetAt: at,
      previousSecretUntil: toInstant(toEpochMs(at) + dayMs),
    };
    const sealed = { [before.secretSetAt]: previous, [at]: await desk.seal(id, at, secret) };
    return { before, after, keep: keep(after), secrets: { sealed, changed: ['secret'] } };
  };
  const after = await changeConfiguration(desk, 'webhookSubscription', { request, decide });
  return { subscription: after ?? refuseUnknown('webhookSubscription'), secret };
}
