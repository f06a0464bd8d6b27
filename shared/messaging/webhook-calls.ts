import { Webhook } from 'standardwebhooks';
import type { SendOutcome } from '#shared/domain/outbound/outgoing-mail.ts';
import type { CallWebhook } from '#shared/domain/webhook/call-webhook.ts';
import { type CallOutside, InnerAddress } from './outside-request.ts';

/** In the clear, of what named the address; undefined when there is none any more. */
export type FindWebhookSecret = (ruleId: string, url: string) => Promise<string | undefined>;

/** Signed as Standard Webhooks says; each try has a signature of its own. */
export function openWebhookCalls(callOutside: CallOutside, findSecret: FindWebhookSecret): CallWebhook {
  return async ({ id, ruleId, url, method, payload, atMs }) => {
    const secret = await findSecret(ruleId, url);
    if (secret === undefined) return { kind: 'refused', code: 'secret-gone', reason: 'no secret' };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Smista',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(atMs / 1000)),
      'webhook-signature': signerOf(secret).sign(id, new Date(atMs), payload),
    };
    try {
      return outcomeOf(await callOutside({ url, method, headers, body: payload }));
    } catch (error) {
      return outcomeOfFault(error);
    }
  };
}

/** Secrets are base64, with or without `whsec_`; what is none signs as it is written. */
function signerOf(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch {
    return new Webhook(new TextEncoder().encode(secret), { format: 'raw' });
  }
}

const gone = 410;

/** All but a plain yes is tried again: who is just being set up says 404 and means later. */
function outcomeOf({ status, retryAfter }: { status: number; retryAfter: string | null }): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent', externalId: '', mailMessageIds: [] };
  const reason = `answered ${status}`;
  if (status === gone) return { kind: 'refused', code: 'gone', reason };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return { kind: 'later', reason, retryAfterSeconds: seconds };
}

function outcomeOfFault(error: unknown): SendOutcome {
  if (error instanceof InnerAddress) return { kind: 'refused', code: 'inner-address', reason: error.message };
  const reason = error instanceof Error ? error.name : 'no answer';
  return { kind: 'later', reason, retryAfterSeconds: null };
}
