import { describe, expect, it } from 'vitest';
import type { SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { queueNews } from '#shared/domain/announcing/queue-news.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aDepartment, anAccount, aTicket, atMinute } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';

const ticket = (changes: Partial<Ticket> = {}) =>
  aTicket({ id: 'tkt_one', updatedAt: atMinute(7), ...changes });
const isHis = { assigneeId: 'agt_ada' } as const;
const inSales = { departmentId: 'dep_sales' } as const;

describe('news of queues', () => {
  it.each<[string, Ticket | null, Ticket, string[]]>([
    ['arrives', null, ticket(), ['dep_default longer']],
    ['arrives for somebody', null, ticket(isHis), []],
    ['arrives as spam', null, ticket({ status: 'spam' }), []],
    ['is edited', ticket(), ticket({ priority: 'high' }), []],
    ['is reopened while new', ticket(), ticket({ status: 'open' }), []],
    ['is given to somebody', ticket(), ticket(isHis), ['dep_default shorter']],
    ['is given back', ticket(isHis), ticket(), ['dep_default longer']],
    ['passes from one agent to another', ticket(isHis), ticket({ assigneeId: 'agt_bob' }), []],
    ['is answered', ticket(), ticket({ status: 'answered' }), ['dep_default shorter']],
    ['is resolved by its agent', ticket(isHis), ticket({ ...isHis, status: 'resolved' }), []],
    ['is postponed', ticket(), ticket({ status: 'postponed' }), ['dep_default shorter']],
    ['wakes', ticket({ status: 'postponed' }), ticket(), ['dep_default longer']],
    ['is reopened', ticket({ status: 'resolved' }), ticket({ status: 'open' }), ['dep_default longer']],
    ['is deleted', ticket(), ticket({ status: 'deleted' }), ['dep_default shorter']],
    ['is transferred', ticket(), ticket(inSales), ['dep_default shorter', 'dep_sales longer']],
    ['is transferred to somebody', ticket(), ticket({ ...inSales, ...isHis }), ['dep_default shorter']],
    ['is transferred from somebody', ticket(isHis), ticket(inSales), ['dep_sales longer']],
  ])('when a ticket %s', (...[, before, after, expected]) => {
    const news = queueNews(before, after);

    expect(news.map(({ departmentId, facts }) => `${departmentId} ${facts['queue']}`)).toEqual(expected);
  });

  it('name the ticket, when it changed, and the rules that led to it', () => {
    const [by] = queueNews(null, ticket({ setOffBy: ['rul_one', 'rul_two'] }));
    const [plain] = queueNews(null, ticket());

    expect(by).toMatchObject({
      kind: 'queue.changed',
      ticketId: 'tkt_one',
      at: atMinute(7),
      actor: { kind: 'rule', id: 'rul_two' },
      chain: ['rul_one', 'rul_two'],
    });
    expect(plain).toMatchObject({ actor: { kind: 'system', id: null }, chain: [] });
  });

  it('are told to the bus and to the rules that listen, each queue by its own name', () => {
    const saved = (data: Ticket): SavedItem => ({ pk: data.id, sk: 'TICKET', type: 'ticket', data });
    const account = anAccount({
      departments: [aDepartment(), aDepartment('dep_sales')],
      rules: [aRule({ trigger: 'queue.changed' })],
    });

    const told = announcements(
      { eventId: 'event', before: saved(ticket()), after: saved(ticket(inSales)) },
      { account, at: atMinute(7) },
    );

    expect(told.map(({ to }) => to)).toEqual(['news', 'rules', 'news', 'rules']);
    const events = told.flatMap((one) => (one.to === 'rules' ? [one.event] : []));
    expect(events).toMatchObject([
      { trigger: 'queue.changed', about: 'dep_default', departmentId: 'dep_default', ticketId: 'tkt_one' },
      { trigger: 'queue.changed', about: 'dep_sales', departmentId: 'dep_sales', ticketId: 'tkt_one' },
    ]);
  });
});
