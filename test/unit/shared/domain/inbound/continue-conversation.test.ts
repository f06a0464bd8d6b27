import { describe, expect, it } from 'vitest';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import type { TicketStatus } from '#shared/domain/ticket/status.ts';
import { anAccount, aTicket } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';

async function goOn(status: TicketStatus, reopenResolved = true) {
  const desk = aMemoryDesk({ account: anAccount({ settings: { reopenResolved } }) });
  const ticket = aTicket({ id: 'tkt_one', status });
  desk.tickets.ticketById.set(ticket.id, ticket);
  const { after } = await continueConversation(desk, ticket.id, { body: 'Hello?', keep: () => undefined });
  return { after, before: desk.tickets.ticketById.get(ticket.id)! };
}

describe('continueConversation', () => {
  it.each([
    ['new', 'new'],
    ['answered', 'open'],
    ['resolved', 'open'],
    ['chatting', 'chatting'],
  ] as const)('goes on with a ticket that is %s, which is %s then', async (status, then) => {
    expect((await goOn(status)).after).toMatchObject({ id: 'tkt_one', status: then });
  });

  it.each([
    ['closed', true],
    ['resolved', false],
  ] as const)('opens a ticket after one that is %s, and both say so', async (status, reopenResolved) => {
    const { after, before } = await goOn(status, reopenResolved);

    expect(after).toMatchObject({ status: 'new', links: [{ kind: 'follows', ticketId: 'tkt_one' }] });
    expect(before).toMatchObject({ status, links: [{ kind: 'followedBy', ticketId: after.id }] });
  });

  it.each(['spam', 'deleted'] as const)('opens one that comes after none where it is %s', async (status) => {
    const { after, before } = await goOn(status);

    expect(after).toMatchObject({ status: 'new', links: [] });
    expect(before).toMatchObject({ status, links: [], version: 1 });
  });
});
