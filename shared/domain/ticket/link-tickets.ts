import type { Ticket, TicketLink } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';
import type { Alongside } from './ticket-store.ts';

/** Adds a link to one side of it and says so on its timeline; one that is there already is not added again. */
export function addLink(draft: TicketDraft, link: TicketLink): void {
  const { links } = draft.ticket;
  if (links.some(({ kind, ticketId }) => kind === link.kind && ticketId === link.ticketId)) return;
  draft.set({ links: [...links, link] }).log({ kind: 'ticket.linked', after: { ...link } });
}

/** What the ticket that a new one follows is told of it, in the same transaction: what one says, both say. */
export function followed(
  ticket: Ticket | null,
  { after }: TicketChange,
  context: ChangeContext,
): Pick<Alongside, 'others'> {
  if (ticket === null) return {};
  const draft = TicketDraft.of(ticket, context);
  addLink(draft, { kind: 'followedBy', ticketId: after.id });
  return { others: [draft.finish()] };
}
