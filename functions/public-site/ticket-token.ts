import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DerivedKey, Keys } from '#shared/runtime/keys.ts';

const purpose = 'ticket-token';

const macOf = ({ key }: DerivedKey, ticketId: string) =>
  createHmac('sha256', key).update(`ticket ${ticketId}`).digest();

/** Makes the tokens of tickets: derived, so that a repeat gives the same one and none is ever kept. */
export async function openTicketTokens(keys: Keys): Promise<(ticketId: string) => string> {
  const key = await keys.derive(purpose);
  return (ticketId) => `${key.id}.${macOf(key, ticketId).toString('base64url')}`;
}

/** Whether a token is this ticket's, in constant time; without knowing whether there is such a ticket. */
export async function isTokenOf(ticketId: string, token: string | null, keys: Keys): Promise<boolean> {
  const [keyId = '', mac = '', ...rest] = (token ?? '').slice(0, 200).split('.');
  const key = rest.length === 0 ? await keys.byId(keyId, purpose) : null;
  if (key === null) return false;
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(key, ticketId);
  return given.length === right.length && timingSafeEqual(given, right);
}
