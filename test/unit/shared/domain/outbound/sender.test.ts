import { describe, expect, it } from 'vitest';
import type { Department } from '#shared/domain/department/department.ts';
import { chooseSender, requireVerifiedSender } from '#shared/domain/outbound/sender.ts';
import { aDepartment, aTicket } from '#test/support/builders.ts';
import { aMailAccount, aMailbox } from '../inbound/mails.ts';

const withSales = (changes: Partial<Department>) => {
  const account = aMailAccount();
  const sales = aDepartment('dep_sales', { name: 'Sales', ...changes });
  return { ...account, departmentById: new Map([...account.departmentById, [sales.id as string, sales]]) };
};
const ticket = aTicket({ departmentId: 'dep_sales', sourceId: 'src_help' });

describe('chooseSender', () => {
  const team = { sender: { name: 'Team', address: 'sales@desk.example' } };
  it.each([
    {
      name: 'the department’s sender',
      said: team,
      sourceId: 'src_help' as const,
      from: ['sales@desk.example', 'Team', false],
    },
    {
      name: 'the source’s address',
      said: {},
      sourceId: 'src_help' as const,
      from: ['help@desk.example', 'Sales', true],
    },
    {
      name: 'a mailbox of the department',
      said: {},
      sourceId: null,
      from: ['help@desk.example', 'Sales', true],
    },
  ])('takes $name', ({ said, sourceId, from }) => {
    const { address, name, plusAddressing } = chooseSender(withSales(said), { ...ticket, sourceId }, []);

    expect([address, name, plusAddressing]).toEqual(from);
  });

  it('takes the source’s sender name before the department’s', () => {
    const account = aMailAccount([aMailbox('src_help', { senderName: 'Help desk' })]);

    expect(chooseSender(account, ticket, []).name).toBe('Help desk');
  });

  it('falls back to the first of our domains', () => {
    const { address } = chooseSender(aMailAccount([]), aTicket(), ['desk.example', 'other.example']);

    expect(address).toBe('support@desk.example');
  });
});

describe('requireVerifiedSender', () => {
  it.each([
    { name: 'its domain', domains: ['desk.example'] },
    { name: 'a domain above it', domains: ['example'] },
    { name: 'one machine', domains: null },
  ])('lets a sender pass for $name', ({ domains }) => {
    expect(() => requireVerifiedSender(aMailAccount(), ticket, domains)).not.toThrow();
  });

  it.each([{ domains: ['elsewhere.example'] }, { domains: ['k.example'] }, { domains: [] }])(
    'refuses one outside of $domains',
    ({ domains }) => {
      expect(() => requireVerifiedSender(aMailAccount(), ticket, domains)).toThrow(
        expect.objectContaining({ code: 'sender-not-verified' }),
      );
    },
  );

  it('asks nothing of a ticket whose customer gets no mail', () => {
    const customer = { ...ticket.customer, email: null };

    expect(() =>
      requireVerifiedSender(aMailAccount(), { ...ticket, customer }, ['other.example']),
    ).not.toThrow();
  });
});
