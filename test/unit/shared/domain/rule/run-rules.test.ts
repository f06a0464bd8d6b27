import { describe, expect, it } from 'vitest';
import { barely } from '#shared/domain/customer/customer.ts';
import { begun } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld, goTo, when } from './rule-worlds.ts';

describe('rules of one event', () => {
  it('run in their order, each on what the one before left', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_last', order: 3, groups: when('tags', 'is', 'second'), actions: [addTag('third')] }),
      aRule({ id: 'rul_first', order: 1, actions: [addTag('first')] }),
      aRule({ id: 'rul_next', order: 2, groups: when('tags', 'is', 'first'), actions: [addTag('second')] }),
    ]);

    await world.tell();

    expect(world.ticket().tags).toEqual(['first', 'second', 'third']);
    expect(world.ticket().version).toBe(2);
  });

  it('are found where one of them moves the ticket to', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_move', order: 1, actions: [goTo('dep_sales')] }),
      aRule({
        id: 'rul_there',
        order: 2,
        groups: when('departmentId', 'is', 'dep_sales'),
        actions: [addTag('there')],
      }),
      aRule({
        id: 'rul_here',
        order: 3,
        groups: when('departmentId', 'is', 'dep_default'),
        actions: [addTag('here')],
      }),
    ]);

    await world.tell();

    expect(world.ticket().tags).toEqual(['there']);
  });

  it('leave no trace where nothing had to be done', async () => {
    const world = aRuleWorld([aRule()], { priority: 'urgent' });

    await world.tell();

    expect(world.entries()).toEqual([]);
    expect(world.ticket().version).toBe(1);
  });

  it('say on the timeline which one ran, as of which version, and by which conditions', async () => {
    const world = aRuleWorld([
      aRule({ groups: [...when('status', 'is', 'open'), ...when('channel', 'is', 'email')] }),
    ]);

    await world.tell();

    expect(world.entries()[0]).toMatchObject({
      kind: 'rule.applied',
      ruleId: 'rul_urgent',
      actor: { kind: 'rule', id: 'rul_urgent' },
      chain: ['rul_urgent'],
      after: {
        trigger: 'ticket.created',
        eventId: 'ent_event',
        ruleVersion: 1,
        group: 1,
        conditions: ['channel is'],
        actions: ['setPriority'],
      },
    });
  });

  it.each([
    ['what a customer wrote', when('body', 'contains', 'body-of-CUSTOMER'), true],
    ['what somebody wrote last', when('lastMessage', 'contains', 'nothing of that'), false],
    ['the group of the customer', when('customer.group', 'is', 'vip'), true],
    ['the presence of who has it', when('assignee.presence', 'is', 'online'), true],
    ['a header', when('header.X-Priority', 'is', '1'), true],
    ['a recipient', when('recipients', 'is', 'EVA@example.com'), true],
    ['recipients without somebody', when('recipients', 'isNot', 'eva@example.com'), false],
    ['who acts', when('actor.kind', 'is', 'agent'), false],
  ])('ask for %s', async (_, groups, expected) => {
    const world = aRuleWorld([aRule({ groups })], { assigneeId: 'agt_ada' });
    world.tickets.addCustomer({
      ...barely,
      ...world.ticket().customer,
      ...begun,
      addresses: [],
      group: 'vip',
    });
    const [message] = world.tickets.messages;
    world.tickets.messages[0] = { ...message!, raw: { bucket: 'raw', key: 'one' } };
    const headers = new Map([['x-priority', ['1']]]);
    const recipients = ['desk@example.net', 'eva@example.com'];
    Object.assign(world, { readHeaders: async () => ({ headers, recipients }) });

    await world.tell();

    expect(world.ticket().priority).toBe(expected ? 'urgent' : 'normal');
  });

  it('read nothing that a known condition rules out', async () => {
    const conditions = [...when('status', 'is', 'open'), ...when('customer.group', 'is', 'vip')];
    const world = aRuleWorld([
      aRule({ groups: [{ conditions: conditions.flatMap((one) => one.conditions) }] }),
    ]);
    Object.assign(world, { customers: { find: () => Promise.reject(new Error('was read')) } });

    await world.tell();

    expect(world.entries()).toEqual([]);
  });

  it('find nothing to do on a ticket that is gone', async () => {
    const world = aRuleWorld([aRule()]);
    world.tickets.ticketById.clear();

    await world.tell();

    expect(world.entries()).toEqual([]);
  });
});
