import type { Unsent } from '../outbound/unsent.ts';
import { announceDue } from './announce-due.ts';
import type { Announce } from './announcement.ts';

/** New in its lane: sent at once. Tried before: at its moment. */
export const announceUnsent: Announce = (change, context) => {
  const { lane } = change.after.data as Unsent;
  return change.before === null ? [{ to: 'outbound', lane }] : announceDue(change, context);
};
