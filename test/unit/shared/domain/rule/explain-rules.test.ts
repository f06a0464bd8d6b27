import { describe, expect, it } from 'vitest';
import { explainRules } from '#shared/domain/rule/explain-rules.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld, when } from './rule-worlds.ts';

describe('what rules did to a ticket', () => {
  it('is told rule by rule with what decided, the newest first', async () => {
    const world = aRuleWorld([
      aRule({
        id: 'rul_first',
        groups: when('channel', 'is', 'email'),
        actions: [addTag('a'), { type: 'setPriority', priority: 'high' }],
      }),
      aRule({ id: 'rul_second', order: 2, actions: [addTag('b'), { type: 'assign', agentId: 'agt_gone' }] }),
    ]);
    await world.tell();
    await world.settle();

    const touches = explainRules(world.entries(), new Set());

    expect(touches).toMatchObject([
      { ruleId: 'rul_second', outcome: 'failed', reason: 'invalid', because: { action: 'assign' } },
      { ruleId: 'rul_second', outcome: 'applied', changes: [{ kind: 'ticket.tagged' }] },
      {
        ruleId: 'rul_first',
        outcome: 'applied',
        because: { trigger: 'ticket.created', group: 0, conditions: ['channel is'] },
        changes: [{ kind: 'ticket.tagged' }, { kind: 'ticket.priorityChanged' }],
      },
    ]);
  });

  it('is nothing where none ran', () => {
    expect(explainRules([], new Set())).toEqual([]);
  });
});
