import { describe, expect, it } from 'vitest';
import type { RuleId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import type { TriggerName } from '#shared/domain/rule/triggers.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld, passOn, when } from './rule-worlds.ts';

describe('rules that set each other off', () => {
  const duel = [
    aRule({
      id: 'rul_up',
      trigger: 'ticket.priorityChanged',
      groups: when('priority', 'is', 'normal'),
      actions: [{ type: 'setPriority', priority: 'high' }],
    }),
    aRule({
      id: 'rul_down',
      trigger: 'ticket.priorityChanged',
      groups: when('priority', 'is', 'high'),
      actions: [{ type: 'setPriority', priority: 'normal' }],
    }),
  ];

  const inOneEvent = [
    aRule({
      id: 'rul_ping',
      trigger: 'ticket.tagged',
      groups: when('tags', 'is', 'ping'),
      actions: [{ type: 'removeTags', tags: ['ping'] }, addTag('pong')],
    }),
    aRule({
      id: 'rul_pong',
      order: 2,
      trigger: 'ticket.tagged',
      groups: when('tags', 'is', 'pong'),
      actions: [{ type: 'removeTags', tags: ['pong'] }, addTag('ping')],
    }),
  ];
  const ofTwoEvents = [
    aRule({ id: 'rul_a', trigger: 'ticket.tagged', actions: [{ type: 'setPriority', priority: 'high' }] }),
    aRule({
      id: 'rul_b',
      trigger: 'ticket.priorityChanged',
      actions: [{ type: 'setPriority', priority: 'low' }],
    }),
    aRule({
      id: 'rul_c',
      trigger: 'ticket.priorityChanged',
      actions: [addTag('x'), { type: 'removeTags', tags: ['x'] }],
    }),
  ];
  const alone = [
    aRule({
      id: 'rul_alone',
      trigger: 'ticket.tagged',
      actions: [addTag('x'), { type: 'removeTags', tags: ['x'] }],
    }),
  ];

  it.each<[string, Rule[], TriggerName]>([
    ['by two events in turn', duel, 'ticket.priorityChanged'],
    ['both by one event', inOneEvent, 'ticket.tagged'],
    ['by events of two kinds', ofTwoEvents, 'ticket.tagged'],
    ['alone', alone, 'ticket.tagged'],
  ])('%s stop after ten steps, with an entry that names the chain', async (_, rules, trigger) => {
    const world = aRuleWorld(rules, { tags: ['ping'] });
    await world.tell({ trigger });

    let told = 0;
    for (let before = -1; before < told; ) {
      before = told;
      told = await passOn(world, told);
    }

    const steps = world.entries().filter(({ kind }) => kind === 'rule.applied');
    const stopped = world.entries().filter(({ kind }) => kind === 'rule.stopped');
    expect(steps).toHaveLength(10);
    expect(stopped).toHaveLength(1);
    expect(stopped[0]).toMatchObject({ reason: 'chain-too-long' });
    expect(new Set(rules.map(({ id }) => id))).toContain(stopped[0]!.ruleId);
    expect(stopped[0]!.after!['chain']).not.toEqual([]);
  });

  it('name their rules where one follows the other', async () => {
    const world = aRuleWorld(
      Array.from({ length: 12 }, (__, step) =>
        aRule({
          id: `rul_${String(step).padStart(2, '0')}`,
          trigger: 'ticket.tagged',
          groups: [
            {
              conditions: [
                { field: 'tags', operator: 'is', value: `step-${step}` },
                { field: 'tags', operator: 'isNot', value: `step-${step + 1}` },
              ],
            },
          ],
          actions: [addTag(`step-${step + 1}`)],
          order: 100 - step,
        }),
      ),
      { tags: ['step-0'] },
    );
    await world.tell({ trigger: 'ticket.tagged' });

    let told = 0;
    for (let before = -1; before < told; ) {
      before = told;
      told = await passOn(world, told);
    }

    const chain = Array.from({ length: 10 }, (__, step) => `rul_${String(step).padStart(2, '0')}`);
    expect(world.entries().find(({ kind }) => kind === 'rule.stopped')).toMatchObject({
      ruleId: 'rul_10',
      after: { chain: [...chain, 'rul_10'] },
    });
    expect(world.ticket().tags).toContain('step-10');
    expect(world.ticket().tags).not.toContain('step-11');
  });

  it('begin anew when a person changes the ticket', async () => {
    const world = aRuleWorld(duel);
    const tenRules = Array.from({ length: 10 }, (): RuleId => 'rul_up');

    await world.tell({ id: 'ent_a', trigger: 'ticket.priorityChanged', chain: tenRules });
    await world.tell({ id: 'ent_b', trigger: 'ticket.priorityChanged' });

    expect(world.kinds()).toEqual(['rule.stopped', 'rule.applied', 'ticket.priorityChanged']);
  });
});
