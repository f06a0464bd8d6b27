import { Webhook } from 'standardwebhooks';
import type { CallEndpoint, EndpointAnswer } from '#shared/domain/webhook/delivery-store.ts';
import { type CallOutside, InnerAddress, type OutsideAnswer } from './outside-request.ts';

/** A subscription's secrets in the clear, by the instant at which each was set. */
export type FindEndpointSecrets = (subscriptionId: string) => Promise<Readonly<Record<string, string>>>;

/** Signed as Standard Webhooks says; each try has a signature of its own, while a secret is replaced one of each. */
export function openEndpointCalls(callOutside: CallOutside, findSecrets: FindEndpointSecrets): CallEndpoint {
  return async ({ subscriptionId, url, id, payload, atMs, withPrevious }) => {
    const signing = newestFirst(await findSecrets(subscriptionId)).slice(0, withPrevious ? 2 : 1);
    const signatures = signing.map((secret) => new Webhook(secret).sign(id, new Date(atMs), payload));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Smista',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(atMs / 1000)),
      'webhook-signature': signatures.join(' '),
    };
    const startMs = performance.now();
    const outcome = await outcomeOf(() => callOutside({ url, method: 'POST', headers, body: payload }));
    return { ...outcome, durationMs: Math.round(performance.now() - startMs) };
  };
}

const newestFirst = (secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets)
    .sort(([one], [other]) => (one > other ? -1 : 1))
    .map(([, secret]) => secret);

type Outcome = Omit<EndpointAnswer, 'durationMs'>;

async function outcomeOf(call: () => Promise<OutsideAnswer>): Promise<Outcome> {
  try {
    return toOutcome(await call());
  } catch (error) {
    return { status: null, reason: reasonOf(error), excerpt: null, retryAfterSeconds: null };
  }
}

/** All but a plain yes is tried again: who is just being set up says 404 and means later, and no redirect is followed. */
function toOutcome({ status, retryAfter, excerpt }: OutsideAnswer): Outcome {
  const isWell = status >= 200 && status < 300;
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
  return { status, reason: isWell ? null : `answered ${status}`, excerpt, retryAfterSeconds: seconds };
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
