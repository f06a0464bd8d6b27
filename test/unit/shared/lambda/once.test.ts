import { beforeEach, describe, expect, it } from 'vitest';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import { answer } from '#shared/lambda/answer.ts';
import type { CallFacts } from '#shared/lambda/call.ts';
import { answerOnce } from '#shared/lambda/once.ts';
import { keptAnswers, open, seen } from './things.ts';

beforeEach(() => {
  keptAnswers.clear();
  seen.length = 0;
});

const keyed = { 'idempotency-key': 'again-1' };

describe('a request that comes again', () => {
  it('has one effect and the same answer', async () => {
    const first = await open({ name: 'a' }, keyed);
    const again = await open({ name: 'a' }, keyed);

    expect(again).toMatchObject({ statusCode: 201, json: first.json });
    expect(seen).toHaveLength(1);
  });

  it('is refused when it is another request under the same key', async () => {
    await open({ name: 'a' }, keyed);
    const other = await open({ name: 'b' }, keyed);

    expect(other.json).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(seen).toHaveLength(1);
  });

  it('has its effect each time without a key', async () => {
    await open({ name: 'a' });
    await open({ name: 'a' });

    expect(seen).toHaveLength(2);
  });
});

describe('answerOnce', () => {
  const call = {
    idempotency: { key: 'k', bodyHash: 'h' },
    principal: { keyId: 'key_1' },
    url: '/v1/things',
  } as unknown as CallFacts & { principal: unknown };

  function desk(found: (KeptAnswer | undefined)[]) {
    return { answers: { find: async () => found.shift() }, now: () => 0 };
  }

  const kept: KeptAnswer = {
    who: 'key_1',
    key: 'k',
    requestHash: 'h',
    status: 200,
    body: { done: true },
    resourceId: null,
    at: '1970-01-01T00:00:00.000Z',
  };

  it('answers what the other one did when two come at once', async () => {
    const told = await answerOnce(call, desk([undefined, kept]), () => Promise.reject(new KeptAlready()));

    expect(told).toMatchObject({ status: 200, body: { done: true } });
  });

  it('repeats the headers of the answer too', async () => {
    const headers = { location: '/v1/jobs/job_1' };
    let record: KeptAnswer | undefined;
    await answerOnce(call, desk([undefined]), async (keep) => {
      record = keep(202, { id: 'job_1' }, { headers });
      return answer(202, { id: 'job_1' }, headers);
    });

    const told = await answerOnce(call, desk([record]), () => Promise.reject(new Error('no second effect')));

    expect(told).toEqual({ status: 202, body: { id: 'job_1' }, headers });
  });

  it('tells only the id of what holds a secret', async () => {
    const secret = { ...kept, body: null, resourceId: 'key_7' };

    await expect(answerOnce(call, desk([secret]), async () => answer(201))).rejects.toMatchObject({
      code: 'already-done',
      details: { id: 'key_7' },
    });
  });

  it('keeps the answer of a secret without its body', async () => {
    let record: KeptAnswer | undefined;
    await answerOnce(call, desk([undefined]), async (keep) => {
      record = keep(201, { key: 'smk_secret' }, { resourceId: 'key_7' });
      return answer(201);
    });

    expect(record).toMatchObject({ body: null, resourceId: 'key_7', who: 'key_1' });
  });
});
