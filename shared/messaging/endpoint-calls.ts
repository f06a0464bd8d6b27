import { Webhook } from 'standardwebhooks';
import type { CallEndpoint, EndpointAnswer, EndpointCall } from '#shared/domain/webhook/delivery-store.ts';
import { type CallOutside, InnerAddress, type OutsideAnswer } from './outside-request.ts';

/** An owner's secrets in the clear: a subscription's by the instant at which each was set, a rule's by address. */
export type FindEndpointSecrets = (ownerId: string) => Promise<Readonly<Record<string, string>>>;

/** Signed as Standard Webhooks says; each try has a signature of its own, while a secret is replaced one of each. */
export function openEndpointCalls(callOutside: CallOutside, findSecrets: FindEndpointSecrets): CallEndpoint {
  return async ({ ownerId, url, method, id, ticketId, payload, atMs, signedWith }) => {
    const startMs = performance.now();
    const secrets = signing(await findSecrets(ownerId), { url, signedWith });
    if (secrets.length === 0) return { ...failed('no secret', 'secret-gone'), durationMs: 0 };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Smista',
      ...(ticketId === null ? {} : { 'x-smista-ticket': ticketId }),
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(atMs / 1000)),
      'webhook-signature': secrets
        .map((secret) => signerOf(secret).sign(id, new Date(atMs), payload))
        .join(' '),
    };
    const outcome = await outcomeOf(() => callOutside({ url, method, headers, body: payload }));
    return { ...outcome, durationMs: Math.round(performance.now() - startMs) };
  };
}

function signing(
  secrets: Readonly<Record<string, string>>,
  { url, signedWith }: Pick<EndpointCall, 'url' | 'signedWith'>,
): string[] {
  if (signedWith === 'own') return [secrets[url]].filter((secret) => secret !== undefined);
  return Object.entries(secrets)
    .sort(([one], [other]) => (one > other ? -1 : 1))
    .map(([, secret]) => secret)
    .slice(0, signedWith === 'newest' ? 1 : 2);
}

/** Secrets are base64, with or without `whsec_`; what is none signs as it is written. */
function signerOf(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch {
    return new Webhook(new TextEncoder().encode(secret), { format: 'raw' });
  }
}

type Outcome = Omit<EndpointAnswer, 'durationMs'>;

async function outcomeOf(call: () => Promise<OutsideAnswer>): Promise<Outcome> {
  try {
    return toOutcome(await call());
  } catch (error) {
    return failed(reasonOf(error), error instanceof InnerAddress ? 'inner-address' : null);
  }
}

const failed = (reason: string, refusal: EndpointAnswer['refusal']): Outcome => ({
  status: null,
  reason,
  refusal,
  excerpt: null,
  retryAfterSeconds: null,
});

const gone = 410;

/** All but a plain yes, and what is gone, is tried again: who is just being set up says 404 and means later. No redirect is followed. */
function toOutcome({ status, retryAfter, excerpt }: OutsideAnswer): Outcome {
  const isWell = status >= 200 && status < 300;
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return {
    status,
    reason: isWell ? null : `answered ${status}`,
    refusal: status === gone ? 'gone' : null,
    excerpt,
    retryAfterSeconds: seconds,
  };
}

const reasonByName: Readonly<Record<string, string>> = {
  TimeoutError: 'no answer in time',
  AbortError: 'no answer in time',
};

/** A short word of ours, or the system's code: messages may hold addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof InnerAddress) return error.message;
  if (!(error instanceof Error)) return 'no answer';
  const { code } = error as NodeJS.ErrnoException;
  return reasonByName[error.name] ?? (typeof code === 'string' ? `no answer: ${code}` : 'no answer');
}
