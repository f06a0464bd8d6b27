import { createHash } from 'node:crypto';
import type { Announcement } from '#shared/domain/announcing/announcement.ts';

/** An announcement, with the change that tells it. */
export type Told<To extends Announcement['to']> = Extract<Announcement, { to: To }> & { eventId: string };

/** SQS swallows a repeated id for five minutes: it must name exactly the changes that the message stands for. */
export const digestOf = (eventIds: readonly string[]) =>
  createHash('sha256').update(eventIds.join()).digest('hex');
