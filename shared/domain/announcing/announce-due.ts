import { toEpochMs } from '../business-time/instant.ts';
import type { Announce } from './announcement.ts';

/** A sweep comes once a minute with a minute's precision and looks this far ahead; what is nearer it may miss. */
export const lookAheadSeconds = 150;

/** A moment that was written too late for the sweeps is sent on its way at once. */
export const announceDue: Announce = ({ before, after }, { at }) => {
  const { pk, sk, dueAt } = after;
  if (dueAt === undefined || before?.dueAt === dueAt) return [];
  const isNear = toEpochMs(dueAt) - toEpochMs(at) < lookAheadSeconds * 1000;
  return isNear ? [{ to: 'due', pk, sk, dueAt }] : [];
};
