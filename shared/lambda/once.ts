import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import type { KeptAnswer, KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Answer, answer } from './answer.ts';
import type { CallFacts, Keep } from './call.ts';

type Caller = CallFacts & { readonly principal: unknown };

/** What the desk of a repeatable operation must have. */
export interface Keeping {
  readonly answers: KeptAnswers;
  readonly now: () => number;
}

/** A POST that writes: the same key and body have one effect and one answer for 24 hours (api.md, again). */
export async function answerOnce(
  call: Caller,
  desk: Keeping,
  perform: (keep: Keep) => Promise<Answer>,
): Promise<Answer> {
  const repeated = await replay(call, desk);
  if (repeated !== null) return repeated;
  try {
    return await perform(keeping(call, desk));
  } catch (error) {
    // Two at once: the other one had the effect between our look and our save.
    const told = error instanceof KeptAlready ? await replay(call, desk) : null;
    if (told === null) throw error;
    return told;
  }
}

/** Keys of different callers never meet. */
function whoOf(call: Caller): string {
  const principal = call.principal as { keyId: string } | null;
  return principal?.keyId ?? `public ${call.url.split('?')[0]}`;
}

function keeping(call: Caller, desk: Keeping): Keep {
  const { idempotency } = call;
  if (idempotency === null) return () => undefined;
  return (status, body, { resourceId = null, headers } = {}): KeptAnswer => ({
    who: whoOf(call),
    key: idempotency.key,
    requestHash: idempotency.bodyHash,
    status,
    body: resourceId === null ? body : null,
    resourceId,
    ...(headers === undefined ? {} : { headers }),
    at: toInstant(desk.now()),
  });
}

async function replay(call: Caller, desk: Keeping): Promise<Answer | null> {
  if (call.idempotency === null) return null;
  const kept = await desk.answers.find(whoOf(call), call.idempotency.key);
  if (kept === undefined) return null;
  if (kept.requestHash !== call.idempotency.bodyHash) {
    throw new Refusal('idempotency-key-reused', 'This Idempotency-Key came with another request before.');
  }
  if (kept.resourceId !== null) {
    throw new Refusal('already-done', `This was done already and made ${kept.resourceId}.`, {
      id: kept.resourceId,
    });
  }
  return answer(kept.status, kept.body, kept.headers);
}
