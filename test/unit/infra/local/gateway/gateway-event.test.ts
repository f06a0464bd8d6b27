import { describe, expect, it } from 'vitest';
import { isText } from '#infra/local/gateway/gateway-event.ts';

describe('a media type', () => {
  it.each([
    ['text/plain', true],
    ['TEXT/HTML; charset=utf-8', true],
    ['application/json', true],
    ['application/problem+json', true],
    ['application/xml', true],
    ['application/javascript', true],
    ['application/x-www-form-urlencoded', false],
    ['multipart/form-data; boundary=x', false],
    ['message/rfc822', false],
    ['application/octet-stream', false],
    ['', false],
  ])('%s is text: %s', (type, expected) => {
    expect(isText(type)).toBe(expected);
  });
});
