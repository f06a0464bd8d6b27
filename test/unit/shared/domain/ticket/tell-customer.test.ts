import { describe, expect, it } from 'vitest';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { type Opening, openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import {
  aContext,
  aCustomer,
  aDepartment,
  aMessage,
  anAccount,
  anOpening,
  aReply,
  aTemplate,
  aTicket,
} from '#test/support/builders.ts';

const received = aTemplate();
const resolved = aTemplate({ id: 'tpl_resolved', kind: 'resolved', text: 'Solved.' });
const account = anAccount({ templates: [received, resolved] });
const automaticOf = ({ unsent }: TicketChange) =>
  unsent.flatMap(({ what }) => (what.kind === 'automatic' ? [what.template] : []));

describe('a new ticket', () => {
  const open = (changes: Partial<Opening>, inAccount = account) =>
    automaticOf(openTicket(anOpening(changes), aContext(0, { account: inAccount })));
  const withoutMail = { ...aCustomer, email: null };

  it.each<[string, Partial<Opening>, string[]]>([
    ['is told of to its customer', {}, ['ticketCreated']],
    ['is told to nobody who has no address', { customer: withoutMail }, []],
    ['is told to no machine', { content: aMessage({ automatic: 'auto-reply' }) }, []],
    ['is not told when we wrote first', { outgoing: true, content: aReply() }, []],
  ])('%s', (_, changes, expected) => {
    expect(open(changes)).toEqual(expected);
  });

  it('is told by the department’s own template, and by none where there is none', () => {
    const own = aTemplate({ forAccount: false });
    const templateIds = { ticketCreated: own.id, answer: null, resolved: null, offline: null };

    expect(open({}, anAccount())).toEqual([]);
    expect(open({}, anAccount({ templates: [own] }))).toEqual([]);
    expect(
      open({}, anAccount({ templates: [own], departments: [aDepartment('dep_default', { templateIds })] })),
    ).toEqual(['ticketCreated']);
  });
});

describe('a resolved ticket', () => {
  const resolve = (silent: boolean, inAccount = account) =>
    automaticOf(
      changeStatus(
        aTicket(),
        { status: 'resolved', until: null, silent },
        aContext(5, { account: inAccount }),
      ),
    );

  it('is told of to its customer, unless silently', () => {
    expect(resolve(false)).toEqual(['resolved']);
    expect(resolve(true)).toEqual([]);
  });

  it('is told of in our words where there is no template, and not at all where the account does not want it', () => {
    expect(resolve(false, anAccount())).toEqual(['resolved']);
    expect(resolve(false, anAccount({ settings: { tellResolved: false } }))).toEqual([]);
  });
});
