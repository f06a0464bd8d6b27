import { describe, expect, it } from 'vitest';
import { digestAttributes, digestBody } from '#infra/local/services/queues/message-digest.ts';

describe('digestBody', () => {
  it('is the MD5 of the bytes', () => {
    expect(digestBody('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(digestBody('é')).toBe(digestBody('\u00e9'));
  });
});

describe('digestAttributes', () => {
  it('gives nothing for no attributes', () => {
    expect(digestAttributes({})).toBeUndefined();
  });

  it('depends on neither the order of the names nor on anything unsaid', () => {
    const a = { type: 'String', value: '1' };
    const b = { type: 'Number', value: '2' };

    expect(digestAttributes({ a, b })).toBe(digestAttributes({ b, a }));
  });

  it('tells a text from the same bytes', () => {
    const text = digestAttributes({ a: { type: 'String', value: 'AQI=' } });
    const bytes = digestAttributes({ a: { type: 'Binary', value: 'AQI=' } });

    expect(text).not.toBe(bytes);
  });
});
