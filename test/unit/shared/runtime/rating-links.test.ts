import { describe, expect, it } from 'vitest';
import { keysFrom, type MasterKeys, previousKeyDays } from '#shared/runtime/keys.ts';
import { openRatingLinks } from '#shared/runtime/rating-links.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 2, 2);
const code = 'ABC-DEFGH-123';
const [one, other] = [1, 2].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array];

function linksAt(days: number, masters: MasterKeys = { current: one, previous: null }) {
  const now = () => startMs + days * dayMs;
  return openRatingLinks(
    keysFrom(async () => masters, now),
    now,
  );
}

describe('rating links', () => {
  it('name the ticket that they were made for, and end in a sign that no mail program leaves out', async () => {
    const link = await linksAt(0).make(code);

    expect(link).toMatch(/^ABC-DEFGH-123\.[0-9a-z]+\.[\w-]{8}\.[0-9a-f]{32}$/);
    expect(await linksAt(0).open(link)).toBe(code);
  });

  it.each([
    [previousKeyDays - 0.001, code],
    [previousKeyDays, null],
  ])('are valid for 90 days: after %d', async (days, opened) => {
    const link = await linksAt(0).make(code);

    expect(await linksAt(days).open(link)).toBe(opened);
  });

  it('outlive the rotation of their key, for as long as they would have been valid', async () => {
    const link = await linksAt(0).make(code);
    const rotated = { current: other, previous: { key: one, replacedAtMs: startMs } };

    expect(await linksAt(previousKeyDays - 1, rotated).open(link)).toBe(code);
    expect(await linksAt(previousKeyDays + 1, rotated).open(link)).toBeNull();
    expect(await linksAt(1, { current: other, previous: null }).open(link)).toBeNull();
  });

  it('are nothing once a part of them is another', async () => {
    const link = await linksAt(0).make(code);
    const [, end = '', keyId = '', mac = ''] = link.split('.');
    const later = (Number.parseInt(end, 36) + 1).toString(36);
    const changed = [
      `ABC-DEFGH-124.${end}.${keyId}.${mac}`,
      `${code}.${later}.${keyId}.${mac}`,
      `${code}.${end}.${keyId.toLowerCase()}x.${mac}`,
      `${code}.${end}.${keyId}.${mac.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
      `${code}.${end}.${keyId}.${mac}00`,
      `${code}.${end}.${keyId}.`,
      `${link}.x`,
      code,
      '',
      'x'.repeat(10_000),
    ];

    expect(await Promise.all(changed.map((text) => linksAt(0).open(text)))).toEqual(changed.map(() => null));
  });

  it('are for rating alone: no other key makes them', async () => {
    const keys = keysFrom(
      async () => ({ current: one, previous: null }),
      () => startMs,
    );
    const purposes = ['rating-link', 'ticket-token', 'cursor'];
    const derived = await Promise.all(purposes.map((purpose) => keys.derive(purpose)));

    expect(new Set(derived.map(({ key }) => Buffer.from(key).toString('hex'))).size).toBe(3);
  });
});
