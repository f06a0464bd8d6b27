import { createHmac, timingSafeEqual } from 'node:crypto';
import { type DerivedKey, type Keys, previousKeyDays } from './keys.ts';

const purpose = 'rating-link';

/** As long as a replaced key stays valid: rotating it breaks no link before its time, and none outlives its key. */
const validSeconds = previousKeyDays * 86_400;
/** Nobody tries 2^128 of them. */
const macBytes = 16;
const longestLink = 200;

/** What stands in an address of the page on which a customer rates a ticket: he is let in by it, and may only rate. */
export interface RatingLinks {
  /** @param code the ticket's, as people write it. */
  make(code: string): Promise<string>;
  /** The code of the ticket; null for what was not made here, or too long ago. */
  open(link: string): Promise<string | null>;
}

export const ratingPageAddress = (publicUrl: string, link: string) => `${publicUrl}/public/ratings/${link}`;

const macOf = ({ key }: DerivedKey, code: string, end: string) =>
  createHmac('sha256', key).update(`rating ${code} ${end}`).digest().subarray(0, macBytes);

/**
 * Links `ABC-DEFGH-123.<end>.<key id>.<mac>`: the last part is hexadecimal, because mail programs leave signs at the
 * end of an address out.
 * @param now epoch milliseconds.
 */
export function openRatingLinks(keys: Keys, now: () => number): RatingLinks {
  const nowSeconds = () => Math.floor(now() / 1000);
  return {
    make: async (code) => {
      const key = await keys.derive(purpose);
      const end = (nowSeconds() + validSeconds).toString(36);
      return `${code}.${end}.${key.id}.${macOf(key, code, end).toString('hex')}`;
    },
    open: async (link) => {
      const [code = '', end = '', keyId = '', mac = '', ...rest] = link.slice(0, longestLink).split('.');
      const key = rest.length === 0 ? await keys.byId(keyId, purpose) : null;
      const given = Buffer.from(mac, 'hex');
      if (key === null || given.length !== macBytes) return null;
      const isOurs = timingSafeEqual(given, macOf(key, code, end));
      return isOurs && Number.parseInt(end, 36) > nowSeconds() ? code : null;
    },
  };
}
