import { describe, expect, it } from 'vitest';
import { Refusal, refusalCodes } from '#shared/domain/refusal.ts';
import { problemReply } from '#shared/lambda/problem.ts';
import { Unavailable } from '#shared/runtime/unavailable.ts';

const circumstances = { requestId: 'req-1', publicUrl: '' };

function problemOf(refusal: Refusal) {
  const reply = problemReply(refusal, circumstances);
  return { ...reply, json: JSON.parse(reply.body) };
}

describe('problemReply', () => {
  it.each(refusalCodes)('says %s as an answer of the client', (code) => {
    const { statusCode, json } = problemOf(new Refusal(code, 'Because'));

    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect(json).toMatchObject({ code, status: statusCode, detail: 'Because', type: `/problems/${code}` });
  });

  it.each([
    [{ retryAfterSeconds: 2.1 }, '3'],
    [{ retryAfterSeconds: 0 }, '1'],
    [{}, '1'],
  ])('says when to come again: %j', (details, seconds) => {
    const { headers } = problemOf(new Refusal('too-many-requests', 'Slowly', details));

    expect(headers['retry-after']).toBe(seconds);
  });

  it('says of a fault nothing but that, and when to come again where that may help', () => {
    const cause = new Error('connect ECONNREFUSED 192.0.2.1');
    const replies = [cause, new Unavailable('The issuer is away', 4.2, { cause })].map((error) =>
      problemReply(error, circumstances),
    );

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([500, 503]);
    expect(replies[1]?.headers['retry-after']).toBe('5');
    expect(JSON.parse(replies[1]?.body ?? '')).toMatchObject({ code: 'temporarily-unavailable' });
    expect(JSON.stringify(replies)).not.toMatch(/issuer|ECONNREFUSED/);
  });

  it('titles a code as the sentence that it is', () => {
    const { json } = problemOf(new Refusal('edited-by-someone-else', 'Ada was faster'));

    expect(json.title).toBe('Edited by someone else');
  });

  it('carries the details that a client can use', () => {
    const errors = [{ path: 'name', message: 'Required: string' }];

    expect(problemOf(new Refusal('invalid', 'Faults', { errors })).json.errors).toEqual(errors);
    expect(problemOf(new Refusal('already-done', 'Done', { id: 'key_1' })).json.id).toBe('key_1');
  });
});
