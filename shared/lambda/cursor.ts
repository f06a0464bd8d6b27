import { createHmac, timingSafeEqual } from 'node:crypto';
import type * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import type { DerivedKey, Keys } from '#shared/runtime/keys.ts';

/** 96 bits: a cursor only saves work, and whoever forges one still sees nothing out of his scope. */
const macBytes = 12;
const longestCursor = 4_000;

/** Positions in one list: a cursor fits only the list (operation and filters) that gave it. */
export interface Cursors<Position> {
  seal(position: Position): Promise<string>;
  /** Refuses with `invalid-cursor` what was not sealed for this list, or too long ago. */
  open(text: string): Promise<Position>;
}

function macOf({ key }: DerivedKey, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, macBytes);
}

function refuse(): never {
  throw new Refusal('invalid-cursor', 'This cursor is not of this list; start again without one', {
    errors: [{ path: 'cursor', message: 'Not a cursor of this list' }],
  });
}

function isSealed(key: DerivedKey | null, text: string, mac: string): boolean {
  const given = Buffer.from(mac, 'base64url');
  return key !== null && given.length === macBytes && timingSafeEqual(given, macOf(key, text));
}

/** @param purpose the operation and all filters, in an order of their own: `listTickets status=new`. */
export function cursorsOf<Schema extends z.ZodType>(
  schema: Schema,
  purpose: string,
  keys: Keys,
): Cursors<z.output<Schema>> {
  const signed = (payload: string) => `${payload}\n${purpose}`;
  return {
    seal: async (position) => {
      const key = await keys.derive('cursor');
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${key.id}.${payload}.${macOf(key, signed(payload)).toString('base64url')}`;
    },
    open: async (text) => {
      const parts = text.length > longestCursor ? [] : text.split('.');
      const [id = '', payload = '', mac = ''] = parts.length === 3 ? parts : refuse();
      const key = await keys.byId(id, 'cursor');
      if (!isSealed(key, signed(payload), mac)) {
        return refuse();
      }
      // A deployment may have changed what a position is: an old cursor is then no cursor.
      const position = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return position.success ? position.data : refuse();
    },
  };
}
