import { describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { RuleActions } from '#shared/domain/rule/rule.ts';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anSlaRule, aTimeRule, atMinute } from '#test/support/builders.ts';
import { anAccountWith, aRuleWorld } from './rule-worlds.ts';
import {
  aTimeWorld,
  at,
  change,
  type Decide,
  firings,
  message,
  normalOnly,
  reply,
  resolve,
  tagged,
} from './time-rule-worlds.ts';

describe('a time rule', () => {
  it('fires once, and says which rule it was', async () => {
    const world = aTimeWorld([aTimeRule()]);
    expect(world.ticket().due).toEqual({ at: atMinute(30), sweep: 'wake' });

    await at(world, 29);
    expect(world.entries()).toEqual([]);
    await at(world, 30);
    await at(world, 30);
    await at(world, 300);

    expect(world.ticket()).toMatchObject({ priority: 'urgent', firedRuleIds: ['rul_stale'], due: null });
    expect(world.kinds()).toEqual(['rule.applied', 'ticket.priorityChanged']);
    const byRule = { kind: 'rule', id: 'rul_stale' };
    expect(world.entries().map(({ actor }) => actor)).toEqual([byRule, byRule]);
  });

  it.each<[string, AgentId]>([
    ['agent-only-reads', 'agt_carl'],
    ['not-a-member', 'agt_ada'],
    ['no-such-agent', 'agt_gone'],
  ])('hands a ticket to nobody where its agent cannot have it by now: %s', async (reason, agentId) => {
    const handing = RuleActions.parse([
      { type: 'transfer', departmentId: 'dep_sales', agentId },
      { type: 'addTags', tags: ['stale'] },
    ]);
    const world = aTimeWorld([aTimeRule({ actions: handing })]);

    await at(world, 30);

    expect(world.ticket()).toMatchObject({ departmentId: 'dep_sales', assigneeId: null, tags: ['stale'] });
    expect(world.entries()[1]).toMatchObject({
      kind: 'rule.failed',
      actor: { kind: 'rule', id: 'rul_stale' },
      ruleId: 'rul_stale',
      reason,
    });
  });

  it('fires once when the function ends between deciding and saving', async () => {
    const world = aTimeWorld([aTimeRule({ actions: [{ type: 'addNote', body: 'Late.' }] })]);
    const save = world.tickets.save.bind(world.tickets);
    world.tickets.save = async () => {
      throw new Error('ended');
    };
    await expect(at(world, 30)).rejects.toThrow('ended');
    world.tickets.save = save;

    await at(world, 31);
    await at(world, 32);

    expect(world.kinds()).toEqual(['rule.applied', 'note.added']);
  });

  it.each<[TimeRule['trigger'], Partial<Ticket>, number | null]>([
    [{ kind: 'sinceCreated', minutes: 20 }, {}, 20],
    [{ kind: 'sinceCreated', minutes: 20 }, { status: 'resolved' }, 20],
    [{ kind: 'sinceCreated', minutes: 20 }, { status: 'closed' }, null],
    [{ kind: 'sinceCreated', minutes: 20 }, { status: 'deleted' }, null],
    [{ kind: 'sinceStatusChanged', minutes: 20 }, { statusChangedAt: atMinute(5) }, 25],
    [{ kind: 'sinceCustomerMessage', minutes: 20 }, { lastCustomerMessageAt: atMinute(7) }, 27],
    [{ kind: 'sinceCustomerMessage', minutes: 20 }, { status: 'answered' }, null],
    [{ kind: 'sinceCustomerMessage', minutes: 20 }, { lastCustomerMessageAt: null }, null],
    [{ kind: 'sinceAgentMessage', minutes: 20 }, { status: 'answered', lastAgentMessageAt: atMinute(9) }, 29],
    [{ kind: 'sinceAgentMessage', minutes: 20 }, { lastAgentMessageAt: null }, null],
    [
      { kind: 'sinceAgentMessage', minutes: 20 },
      { lastAgentMessageAt: atMinute(1), lastCustomerMessageAt: atMinute(2) },
      null,
    ],
  ])('of %j comes for %j at minute %s', async (trigger, changes, minute) => {
    const world = aTimeWorld([aTimeRule({ trigger })], changes);

    if (minute !== null) await at(world, minute - 1);
    expect(firings(world)).toBe(0);
    await at(world, minute ?? 10_000);

    expect(firings(world)).toBe(minute === null ? 0 : 1);
  });

  const goldRules = { slaRules: [anSlaRule('sla_gold')] };
  it.each<[TimeRule['trigger'], number]>([
    [{ kind: 'dueIn', minutes: 15 }, 45],
    [{ kind: 'overdueBy', minutes: 15 }, 75],
    [{ kind: 'dueIn', minutes: 15, clock: 'firstAnswer' }, 45],
    [{ kind: 'overdueBy', minutes: 15, clock: 'firstAnswer' }, 75],
  ])('of %j comes at minute %i of a clock with an hour, and once', async (trigger, minute) => {
    const world = aRuleWorld(
      [],
      {},
      anAccountWith([], { timeRules: [aTimeRule({ trigger })], ...goldRules }),
    );

    await at(world, minute - 1);
    expect(firings(world)).toBe(0);
    await at(world, minute);
    await at(world, minute + 100);

    expect(firings(world)).toBe(1);
  });

  it.each<TimeRule['trigger']>([
    { kind: 'dueIn', minutes: 15, clock: 'firstResolve' },
    { kind: 'overdueBy', minutes: 15, clock: 'nextAnswer' },
  ])('of %j never comes where no such clock has a target', async (trigger) => {
    const world = aRuleWorld(
      [],
      {},
      anAccountWith([], { timeRules: [aTimeRule({ trigger })], ...goldRules }),
    );

    await at(world, 10_000);

    expect(firings(world)).toBe(0);
  });

  it.each<[string, Decide]>([
    ['an answer and a new message', reply],
    ['resolving and a new message', resolve],
  ])('fires again after %s', async (_, leave) => {
    const world = aTimeWorld([aTimeRule({ actions: [{ type: 'addNote', body: 'Late.' }] })]);
    await at(world, 30);
    await change(world, 40, leave);
    await change(world, 50, message(50));
    expect(world.ticket().due?.at).toBe(atMinute(80));

    await at(world, 80);

    expect(firings(world)).toBe(2);
  });

  it('of an age that does not begin anew never fires again', async () => {
    const world = aTimeWorld([aTimeRule({ trigger: { kind: 'sinceCreated', minutes: 10 } })]);
    await at(world, 10);

    await change(world, 20, reply);
    await change(world, 30, message(30));
    await at(world, 100);

    expect(firings(world)).toBe(1);
  });

  it('does not fire for whom an agent answered', async () => {
    const world = aTimeWorld([aTimeRule()]);
    await change(world, 10, reply);
    expect(world.ticket().due).toBeNull();

    await at(world, 300);

    expect(firings(world)).toBe(0);
  });

  it('fires anew once somebody took the ticket out of its conditions and back', async () => {
    const world = aTimeWorld([aTimeRule({ groups: normalOnly, actions: [tagged('stale')] })]);
    await at(world, 30);

    await change(world, 40, (ticket, context) => editTicket(ticket, { priority: 'high' }, context));
    await change(world, 50, (ticket, context) =>
      editTicket(ticket, { priority: 'normal', tags: [] }, context),
    );
    await at(world, 51);

    expect(firings(world)).toBe(2);
  });

  it('comes to rest where two undo each other', async () => {
    const high = [{ conditions: [{ field: 'priority', operator: 'is', value: 'high' }] }];
    const world = aTimeWorld([
      aTimeRule({ groups: normalOnly, actions: [{ type: 'setPriority', priority: 'high' }] }),
      aTimeRule({ id: 'rul_undo', groups: high, actions: [{ type: 'setPriority', priority: 'normal' }] }),
    ]);

    await at(world, 30);

    expect(world.ticket()).toMatchObject({ priority: 'normal', firedRuleIds: ['rul_stale', 'rul_undo'] });
    expect(firings(world)).toBe(2);
  });

  it('stops after ten steps where its own action begins its time anew', async () => {
    const world = aTimeWorld([
      aTimeRule({
        trigger: { kind: 'sinceStatusChanged', minutes: 10 },
        groups: [{ conditions: [{ field: 'status', operator: 'is', value: 'new' }] }],
        actions: [{ type: 'setStatus', status: 'answered', until: null, silent: false }],
      }),
      aTimeRule({
        id: 'rul_back',
        trigger: { kind: 'sinceStatusChanged', minutes: 10 },
        groups: [{ conditions: [{ field: 'status', operator: 'oneOf', value: ['answered', 'open'] }] }],
        actions: [
          { type: 'setStatus', status: 'open', until: null, silent: false },
          { type: 'setStatus', status: 'answered', until: null, silent: false },
        ],
      }),
    ]);

    for (let minute = 10; minute <= 600; minute += 10) await at(world, minute);

    expect(firings(world)).toBe(10);
    expect(world.kinds().filter((kind) => kind === 'rule.stopped')).toHaveLength(1);
  });

  it('runs several in their order, each on what the one before left', async () => {
    const world = aTimeWorld([
      aTimeRule({ id: 'rul_a', actions: [tagged('first')] }),
      aTimeRule({
        id: 'rul_b',
        groups: [{ conditions: [{ field: 'tags', operator: 'is', value: 'first' }] }],
        actions: [tagged('second')],
      }),
    ]);

    await at(world, 30);

    expect(world.ticket()).toMatchObject({ tags: ['first', 'second'], due: null });
  });
});
