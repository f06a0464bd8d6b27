import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import type { KeptAnswer, KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Answer, answer } from './answer.ts';
import type { CallFacts } from './call.ts';

/**
 * Makes the record that an effect's transaction saves, so that a repeat is answered alike; undefined when the client
 * sent no idempotency key. A `secret` answer is not kept: its repeat is told only which resource it made.
 */
export type Keep = (
  status: number,
  body: unknown,
  secret?: { readonly resourceId: string },
) => KeptAnswer | undefined;

interface Caller extends CallFacts {
  readonly principal: { readonly keyId: string } | null;
}

interface Keeping {
  readonly answers: KeptAnswers;
  readonly now: () => number;
}

/** A POST that writes: the same key and body have one effect and one answer for 24 hours (api.md, again). */
export function once<Call extends Caller, Desk extends Keeping, Answered extends Answer>(
  perform: (call: Call, desk: Desk, keep: Keep) => Promise<Answered>,
): (call: Call, desk: Desk) => Promise<Answered> {
  return async (call, desk) => {
    const repeated = await replay<Answered>(call, desk);
    if (repeated !== null) return repeated;
    try {
      return await perform(call, desk, keeping(call, desk));
    } catch (error) {
      // Two at once: the other one had the effect between our look and our save.
      const told = error instanceof KeptAlready ? await replay<Answered>(call, desk) : null;
      if (told === null) throw error;
      return told;
    }
  };
}

const whoOf = (call: Caller) => call.principal?.keyId ?? `public ${call.url.split('?')[0]}`;

function keeping(call: Caller, desk: Keeping): Keep {
  const { idempotency } = call;
  if (idempotency === null) return () => undefined;
  return (status, body, secret) => ({
    who: whoOf(call),
    key: idempotency.key,
    requestHash: idempotency.bodyHash,
    status,
    body: secret === undefined ? body : null,
    resourceId: secret?.resourceId ?? null,
    at: toInstant(desk.now()),
  });
}

async function replay<Answered extends Answer>(call: Caller, desk: Keeping): Promise<Answered | null> {
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
  return answer(kept.status, kept.body) as Answered;
}
