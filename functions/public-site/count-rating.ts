import { toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { PublicDesk } from './public-desk.ts';

/** Whoever changes his mind does so a few times; every rating is one more line of the timeline. */
const mostPerHour = 10;

/** Refuses with `too-many-requests` to rate one ticket again and again. */
export async function countRating({ forms, now }: PublicDesk, { id }: Ticket): Promise<void> {
  if (await forms.countVisit(`rating ${id}`, { at: toInstant(now()), most: mostPerHour })) return;
  const retryAfterSeconds = 3600 - (Math.floor(now() / 1000) % 3600);
  throw new Refusal('too-many-requests', 'This ticket was rated too often; try again later.', {
    retryAfterSeconds,
  });
}
