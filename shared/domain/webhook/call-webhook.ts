import type { RuleId } from '../ids.ts';
import type { SendOutcome } from '../outbound/outgoing-mail.ts';

/** One request to another system. */
export interface WebhookCall {
  /** The same at every try: whoever gets it twice knows. */
  readonly id: string;
  /** Whose secret signs it. */
  readonly ruleId: RuleId;
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly payload: string;
  /** Of this try, in epoch milliseconds. */
  readonly atMs: number;
}

/** Never throws for what the other side says. Only public addresses are called, and no redirect is followed. */
export type CallWebhook = (call: WebhookCall) => Promise<SendOutcome>;
