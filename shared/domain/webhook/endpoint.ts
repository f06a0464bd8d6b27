import type { Instant } from '../business-time/instant.ts';
import type { RuleId, WebhookSubscriptionId } from '../ids.ts';

export const callMethods = ['POST', 'PUT', 'PATCH'] as const;
export type CallMethod = (typeof callMethods)[number];

/** The webhook action of a rule: its address and secret are its rule's. */
export interface ActionAddressee {
  readonly ruleId: RuleId;
  readonly ruleKind: 'rule' | 'timeRule';
  /** Its place among the actions of its rule. */
  readonly position: number;
  readonly url: string;
  readonly method: CallMethod;
  /** The `webhook-id` under which it was called before it was a delivery; left out: its id. */
  readonly knownAs?: string;
}

/** Who is told. */
export type Addressee = { readonly subscriptionId: WebhookSubscriptionId } | ActionAddressee;

export const isOfAction = (to: Addressee): to is ActionAddressee => 'ruleId' in to;

/** Whose deliveries, secrets and breakers they are. */
export type EndpointOwnerId = WebhookSubscriptionId | RuleId;

export const ownerOf = (to: Addressee): EndpointOwnerId => (isOfAction(to) ? to.ruleId : to.subscriptionId);

/** Which endpoint: a subscription has one, a rule one for each address that its actions call. */
export interface EndpointName {
  readonly ownerId: EndpointOwnerId;
  /** Null: the one of its subscription. */
  readonly url: string | null;
}

/** Where deliveries go, as it is said now; it owns what its calls came to. */
export interface Endpoint {
  readonly name: EndpointName;
  readonly url: string;
  readonly method: CallMethod;
  /** When it became what it is: what went wrong before then counts no more. */
  readonly since: Instant;
  /** With the secret of the address; with its owner's newest one; or, while that is replaced, with the one before too. */
  readonly signedWith: 'own' | 'newest' | 'newest-and-previous';
}
