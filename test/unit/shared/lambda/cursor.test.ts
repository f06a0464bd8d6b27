import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { keysFrom } from '#shared/runtime/keys.ts';

const Position = z.strictObject({ at: z.string(), id: z.string() });

function keysOf(byte: number) {
  const masters = { current: new Uint8Array(32).fill(byte), previous: null };
  return keysFrom(
    async () => masters,
    () => 0,
  );
}

const cursors = cursorsOf(Position, 'listTickets status=new', keysOf(1));
const position = { at: '2026-11-21T12:00:00.000Z', id: 'tkt_1' };

describe('cursorsOf', () => {
  it('opens every position that it sealed', async () => {
    const anyPosition = fc.record({ at: fc.string({ unit: 'binary' }), id: fc.string({ unit: 'binary' }) });
    await fc.assert(
      fc.asyncProperty(anyPosition, async (given) => {
        expect(await cursors.open(await cursors.seal(given))).toEqual(given);
      }),
      { numRuns: 100 },
    );
  });

  it('is short and fits into an address as it is', async () => {
    expect(await cursors.seal(position)).toMatch(/^[\w.-]{60,110}$/);
  });

  it('refuses a cursor with any one letter changed', async () => {
    const sealed = await cursors.seal(position);
    const changed = [...sealed].map(
      (letter, at) => sealed.slice(0, at) + (letter === 'A' ? 'B' : 'A') + sealed.slice(at + 1),
    );

    // The last letter of 96 bits in base64url has no spare bits, so every change changes the seal.
    const outcomes = await Promise.allSettled(changed.map((text) => cursors.open(text)));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });

  it.each([
    ['another list', cursorsOf(Position, 'listTickets status=open', keysOf(1))],
    ['another key', cursorsOf(Position, 'listTickets status=new', keysOf(2))],
    ['another shape', cursorsOf(z.strictObject({ page: z.int() }), 'listTickets status=new', keysOf(1))],
  ])('refuses a cursor of %s', async (_name, others) => {
    const sealed = await cursors.seal(position);

    await expect(others.open(sealed)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  it('refuses anything else', async () => {
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w-]*\.[\w-]*\.[\w-]*$/));
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        await expect(cursors.open(text)).rejects.toMatchObject({ code: 'invalid-cursor' });
      }),
      { numRuns: 200 },
    );
  });
});
