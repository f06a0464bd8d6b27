import type { Key } from './keys.ts';

/** That rules ran for an event. */
export const ruledEvent = (eventId: string): Key => ({ pk: `RULED#${eventId}`, sk: 'RULED' });
/** What a rule has still to do; beside its ticket, where it is about one. */
export const errandOf = (errandId: string, ticketId: string | null): Key => ({
  pk: ticketId ?? `ERRAND#${errandId}`,
  sk: `ERRAND#${errandId}`,
});
