import { describe, expect, it } from 'vitest';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import { runErrand, runRules } from '#shared/domain/rule/run-rules.ts';
import { startMs } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, anAccountWith, anEvent, aRuleWorld, note, when } from './rule-worlds.ts';

describe('what does not fit into one change', () => {
  it('is a second message: it waits, and the rules after it too', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_a', order: 1, actions: [note('One.'), note('Two.'), addTag('a')] }),
      aRule({
        id: 'rul_b',
        order: 2,
        groups: when('tags', 'is', 'a'),
        actions: [note('Three.'), addTag('b')],
      }),
    ]);

    await world.tell();
    expect(world.tickets.messages.slice(1).map(({ body }) => body)).toEqual(['One.']);
    await world.settle();

    expect(world.tickets.messages.slice(1).map(({ body }) => body)).toEqual(['One.', 'Two.', 'Three.']);
    expect(world.ticket().tags).toEqual(['a', 'b']);
    expect(world.nowMs).toBe(startMs);
  });

  it('never outgrows a transaction, whatever rules there are', async () => {
    const everyone = Array.from({ length: 20 }, () => 'agt_ada' as const);
    const rules = Array.from({ length: 30 }, (_, position) =>
      aRule({
        id: `rul_${String(position).padStart(2, '0')}`,
        order: position,
        actions: [
          { type: 'notify', agentIds: everyone, body: `Rule ${position}` },
          { type: 'webhook', url: 'https://hooks.example.com/', secret: null, method: 'POST' },
          addTag(`tag-${position}`),
        ],
      }),
    );
    const world = aRuleWorld(rules);
    const save = world.tickets.save.bind(world.tickets);
    const sizes: number[] = [];
    world.tickets.save = async (change, alongside) => {
      const { errands = [], deliveries = [] } = alongside?.ruled ?? {};
      sizes.push(change.entries.length + change.unsent.length + errands.length + deliveries.length);
      return save(change, alongside);
    };

    await world.tell();
    await world.settle();

    expect(world.ticket().tags).toHaveLength(30);
    expect(world.sent()).toHaveLength(600 + 30);
    expect(Math.max(...sizes)).toBeLessThan(90);
  });

  it('is done once, told twice and when its rule is gone', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_a', order: 1, actions: [note('One.'), note('Two.')] }),
      aRule({ id: 'rul_b', order: 2, actions: [addTag('b')] }),
    ]);
    await world.tell();
    const [errand] = world.tickets.errandById.values();
    world.account = anAccountWith(world.account.rules.slice(1));

    await runErrand(world, errand!);
    await runErrand(world, errand!);
    await world.tell();

    expect(world.tickets.messages.slice(1).map(({ body }) => body)).toEqual(['One.', 'Two.']);
    expect(world.ticket().tags).toEqual(['b']);
  });

  it('is dropped with the ticket', async () => {
    const world = aRuleWorld([aRule({ actions: [note('One.'), note('Two.')] })]);
    await world.tell();
    world.tickets.ticketById.clear();

    await world.settle();

    expect(world.tickets.errandById.size).toBe(0);
  });
});

describe('an action that fails', () => {
  const toNobody: RuleAction = { type: 'assign', agentId: 'agt_gone' };

  it('holds up none of the others, is tried again, and is listed as failed', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_a', order: 1, actions: [addTag('a'), toNobody, addTag('b')] }),
      aRule({ id: 'rul_b', order: 2, actions: [addTag('c')] }),
    ]);

    await world.tell();
    expect(world.ticket()).toMatchObject({ tags: ['a', 'b', 'c'], assigneeId: null });
    const waits: number[] = [];
    for (let errand = [...world.tickets.errandById.values()][0]; errand; ) {
      waits.push((Date.parse(errand.nextAt) - world.nowMs) / 1000);
      world.nowMs = Date.parse(errand.nextAt);
      await runErrand(world, errand);
      errand = [...world.tickets.errandById.values()][0];
    }

    expect(waits).toEqual([60, 300, 1800]);
    expect(world.entries().filter(({ kind }) => kind === 'rule.failed')).toEqual([
      expect.objectContaining({
        ruleId: 'rul_a',
        reason: 'invalid',
        after: { action: 'assign', attempts: 4 },
      }),
    ]);
  });

  it('succeeds when what was in its way is put right', async () => {
    const world = aRuleWorld([aRule({ actions: [{ type: 'setSlaLevel', levelId: 'sla_late' }] })]);
    await world.tell();
    const [gold] = world.account.levelById.values();
    const levelById = new Map([['sla_late', { ...gold!, id: 'sla_late' as const }]]);
    world.account = { ...world.account, levelById };

    await world.settle();

    expect(world.ticket().levelId).toBe('sla_late');
    expect(world.kinds()).not.toContain('rule.failed');
  });

  it('leaves nothing of itself behind', async () => {
    const discarded = aRuleWorld(
      [aRule({ actions: [addTag('a'), { type: 'escalate', reason: 'It burns.' }, note('Still here.')] })],
      { status: 'spam', former: [{ status: 'new', postponed: null }] },
    );

    await discarded.tell();

    expect(discarded.kinds()).toEqual(['rule.applied', 'ticket.tagged', 'note.added']);
    expect(discarded.ticket()).toMatchObject({ priority: 'normal', messageCount: 2 });
  });

  it('is not tried before its time', async () => {
    const world = aRuleWorld([aRule({ actions: [toNobody] })]);
    await world.tell();
    const [errand] = world.tickets.errandById.values();

    await runErrand(world, errand!);

    expect([...world.tickets.errandById.values()]).toEqual([errand]);
  });

  it('of an event without a ticket is tried again too', async () => {
    const world = aRuleWorld([aRule({ trigger: 'agent.presenceChanged', actions: [{ type: 'stop' }] })]);

    await runRules(world, anEvent({ trigger: 'agent.presenceChanged' }));
    await runRules(world, anEvent({ trigger: 'agent.presenceChanged' }));

    expect(world.tickets.marks).toEqual(new Set(['ent_event']));
  });
});
