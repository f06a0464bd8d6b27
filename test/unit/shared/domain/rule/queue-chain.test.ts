import { describe, expect, it } from 'vitest';
import { queueNews } from '#shared/domain/announcing/queue-news.ts';
import type { RuleId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { aRule } from '#test/support/rules.ts';
import { aRuleWorld, when } from './rule-worlds.ts';

const send = (from: string, departmentId: 'dep_default' | 'dep_sales'): Rule =>
  aRule({
    id: `rul_to_${departmentId}`,
    trigger: 'queue.changed',
    groups: when('departmentId', 'is', from),
    actions: [{ type: 'transfer', departmentId, distribute: false, keepStatus: true }],
  });

/** Tells each queue of what a change of the ticket meant for it, until nothing changes any more. */
async function play(rules: readonly Rule[]) {
  const world = aRuleWorld(rules);
  const waiting = queueNews(null, world.ticket());
  for (let at = 0; at < waiting.length && at < 100; at++) {
    const before = world.ticket();
    const { kind: trigger, departmentId, actor, chain } = waiting[at]!;
    await world.tell({ id: `evt_${at}`, trigger, departmentId, actor, chain: chain as RuleId[] });
    waiting.push(...queueNews(before, world.ticket()));
  }
  return { world, told: waiting.length };
}

describe('rules that listen to queues', () => {
  it('come to rest when they send a ticket to and fro, and say so once', async () => {
    const { world, told } = await play([send('dep_default', 'dep_sales'), send('dep_sales', 'dep_default')]);

    const kinds = world.kinds();
    expect(told).toBeLessThan(100);
    expect(kinds.filter((kind) => kind === 'rule.applied').length).toBeLessThanOrEqual(10);
    expect(kinds.filter((kind) => kind === 'rule.stopped')).toHaveLength(1);
  });

  it('are heard for the queue that a ticket left and for the one that it entered', async () => {
    const { world, told } = await play([send('dep_default', 'dep_sales')]);

    expect(world.ticket().departmentId).toBe('dep_sales');
    expect(told).toBe(3);
  });
});
