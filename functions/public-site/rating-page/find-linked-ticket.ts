import { departmentOrDefault } from '#shared/domain/account/account.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { findByCode, refuseUnknownTicket } from '../find-own-ticket.ts';
import type { PublicDesk } from '../public-desk.ts';
import type { RatingForm } from './rating-form.ts';

/** What a rating link leads to. A link that nobody made, one that is over and a ticket that is gone look the same. */
export async function findLinkedTicket(
  desk: PublicDesk,
  link: string,
): Promise<{ readonly ticket: Ticket; readonly shown: Pick<RatingForm, 'link' | 'code' | 'department'> }> {
  const code = await desk.ratingLinks.open(link);
  const [ticket, account] = await Promise.all([
    code === null ? undefined : findByCode(desk, code),
    desk.accounts.load(),
  ]);
  if (ticket === undefined || ticket.status === 'deleted') return refuseUnknownTicket();
  const { sender, name } = departmentOrDefault(account, ticket.departmentId);
  return { ticket, shown: { link, code: ticket.code, department: sender.name ?? name } };
}
