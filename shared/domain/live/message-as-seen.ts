import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { LiveNotice } from './feed.ts';
import { type NoticeMessage, toNoticeMessage } from './live-message.ts';

interface About {
  /** Undefined: there is none any more. */
  readonly ticket: (TicketFacts & Pick<Ticket, 'code'>) | undefined;
  readonly account: Pick<Account, 'departmentById'>;
}

/** A notice as an agent may be told of it now; null: he does not see its ticket. */
export function messageAsSeen(
  principal: Principal,
  notice: LiveNotice,
  { ticket, account }: About,
): NoticeMessage | null {
  if (notice.ticketId === null) return toNoticeMessage(notice, null);
  const { allowed } = decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account });
  return allowed && ticket !== undefined ? toNoticeMessage(notice, ticket.code) : null;
}
