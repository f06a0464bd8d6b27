import { describe, expect, it } from 'vitest';
import { toGatewayAnswer } from '#infra/local/gateway/gateway-answer.ts';

const answer = (payload: unknown) => {
  const { statusCode, headers, body } = toGatewayAnswer({ ok: true, requestId: 'r', payload });
  return { statusCode, type: headers['content-type'], body: body.toString() };
};

describe('the answer of a function', () => {
  it.each([
    [
      { statusCode: 201, body: 'x' },
      { statusCode: 201, type: 'text/plain;charset=UTF-8', body: 'x' },
    ],
    [{ statusCode: 204 }, { statusCode: 204, type: undefined, body: '' }],
    [{ a: 1 }, { statusCode: 200, type: 'application/json', body: '{"a":1}' }],
    ['text', { statusCode: 200, type: 'application/json', body: 'text' }],
    [
      { statusCode: 'many' },
      { statusCode: 500, type: 'application/json', body: '{"message":"Internal Server Error"}' },
    ],
    [
      { statusCode: 200, body: 'eA==', isBase64Encoded: true, headers: { 'Content-Type': 'a/b' } },
      { statusCode: 200, type: 'a/b', body: 'x' },
    ],
  ])('%j is sent as %j', (payload, expected) => {
    expect(answer(payload)).toEqual(expected);
  });
});
