import { describe, expect, it } from 'vitest';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld } from './rule-worlds.ts';

const intoTarget: RuleAction = { type: 'mergeInto', ticketId: 'tkt_target' };
const merged: Partial<Ticket> = {
  status: 'deleted',
  links: [{ kind: 'mergedInto', ticketId: 'tkt_target' }],
};

describe('a rule that merges', () => {
  it('changes both tickets in one transaction, and nothing follows it', async () => {
    const actions = [addTag('before'), { type: 'addNote', body: 'Given away.' }, intoTarget, addTag('after')];
    const world = aRuleWorld([
      aRule({ actions: actions as RuleAction[] }),
      aRule({ id: 'rul_next', order: 2, actions: [addTag('next')] }),
    ]);

    await world.tell();
    await world.tell();

    const target = world.tickets.ticketById.get('tkt_target')!;
    expect(world.ticket()).toMatchObject({ ...merged, tags: ['before'] });
    expect(target).toMatchObject({ tags: ['before'], links: [{ kind: 'mergedFrom' }], messageCount: 3 });
    const ofTarget = world.entries().filter(({ ticketId }) => ticketId === 'tkt_target');
    expect(ofTarget[0]).toMatchObject({ kind: 'ticket.merged', actor: { kind: 'rule', id: 'rul_urgent' } });
    expect(world.tickets.errandById.size).toBe(0);
  });

  it('follows its target where that was merged itself', async () => {
    const last = { ...intoTarget, ticketId: 'tkt_first' } as RuleAction;
    const world = aRuleWorld([aRule({ actions: [last] })]);
    world.tickets.ticketById.set('tkt_first', { ...world.ticket(), ...merged, id: 'tkt_first' });

    await world.tell();

    expect(world.ticket().links).toEqual([{ kind: 'mergedInto', ticketId: 'tkt_target' }]);
  });

  it('leaves the target alone when it hears of that, and fails where there is none', async () => {
    const world = aRuleWorld([aRule({ actions: [intoTarget] })]);

    await world.tell({ ticketId: 'tkt_target' });
    expect(world.entries()).toEqual([]);
    world.tickets.ticketById.delete('tkt_target');
    await world.tell();
    await world.settle();

    expect(world.entries().at(-1)).toMatchObject({
      kind: 'rule.failed',
      reason: 'not-found',
      after: { action: 'mergeInto', attempts: 4 },
    });
  });
});

describe('rules for what happened to a ticket that was merged since', () => {
  it('do nothing to it, also with what one of them had left to do', async () => {
    const world = aRuleWorld([aRule({ actions: [{ type: 'assign', agentId: 'agt_gone' }] })]);
    await world.tell();
    expect(world.tickets.errandById.size).toBe(1);
    world.tickets.ticketById.set(world.ticketId, { ...world.ticket(), ...merged });

    await world.tell({ id: 'ent_other', trigger: 'ticket.created', messageVersion: 1 });
    await world.settle();

    expect(world.kinds()).toEqual(['rule.applied']);
    expect(world.tickets.errandById.size).toBe(0);
  });

  it('follow a message to the ticket that reads it now', async () => {
    const rule = aRule({
      trigger: 'message.received',
      groups: [{ conditions: [{ field: 'body', operator: 'contains', value: 'Body-of-customer' }] }],
      actions: [addTag('written')],
    });
    const world = aRuleWorld([rule]);
    const place = { ticketId: world.ticketId, from: 1, upTo: 1 };
    world.tickets.ticketById.set(world.ticketId, { ...world.ticket(), ...merged });
    const target = world.tickets.ticketById.get('tkt_target')!;
    world.tickets.ticketById.set('tkt_target', { ...target, conversation: [place] });

    await world.tell({ trigger: 'message.received', messageVersion: 1 });

    expect(world.tickets.ticketById.get('tkt_target')!.tags).toEqual(['written']);
    expect(world.ticket().tags).toEqual([]);
  });
});
