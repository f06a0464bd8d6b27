import { describe, expect, it } from 'vitest';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import { aTimeRule, startMs } from '#test/support/builders.ts';
import { aTimeWorld, at, change, reply } from './time-rule-worlds.ts';

describe('a time rule that asks for more than the ticket', () => {
  it('waits for the hour that its conditions name', async () => {
    const afternoon = [{ conditions: [{ field: 'timeOfDay', operator: 'after', value: '13:10' }] }];
    const world = aTimeWorld([aTimeRule({ groups: afternoon })]);

    await at(world, 30);
    expect(world.ticket()).toMatchObject({ priority: 'normal', due: { at: '2026-03-02T13:15:00.000Z' } });
    await at(world, 4 * 60 + 15);

    expect(world.ticket().priority).toBe('urgent');
  });

  it('waits for business hours', async () => {
    const open = [{ conditions: [{ field: 'insideBusinessHours', operator: 'is', value: true }] }];
    const world = aTimeWorld([aTimeRule({ groups: open })]);

    await at(world, 30);

    expect(world.ticket().due?.at).toBe('2026-03-02T14:00:00.000Z');
  });

  it('looks again, ever seldomer, while somebody is not there', async () => {
    const away = [{ conditions: [{ field: 'assignee.presence', operator: 'is', value: 'offline' }] }];
    const world = aTimeWorld([aTimeRule({ groups: away })], { assigneeId: 'agt_ada' });
    const looks: number[] = [];
    for (let minute = 30; looks.length < 12; minute = looks.at(-1) as number) {
      await at(world, minute);
      looks.push((Date.parse(world.ticket().due!.at) - startMs) / 60_000);
    }
    expect(looks.slice(0, 3)).toEqual([45, 60, 75]);
    expect(looks.at(-1)! - looks.at(-2)!).toBeGreaterThan(15);

    const presence = world.tickets.presenceById.get('agt_ada') as Presence;
    world.tickets.presenceById.set('agt_ada', { ...presence, state: 'offline' });
    await at(world, looks.at(-1)!);

    expect(world.ticket()).toMatchObject({ priority: 'urgent', timeRuleLooks: {}, due: null });
  });

  it('forgets when it would look again once the ticket left it', async () => {
    const away = [{ conditions: [{ field: 'assignee.presence', operator: 'is', value: 'offline' }] }];
    const world = aTimeWorld([aTimeRule({ groups: away })], { assigneeId: 'agt_ada' });
    await at(world, 30);

    await change(world, 31, reply);

    expect(world.ticket()).toMatchObject({ timeRuleLooks: {}, due: null });
  });
});

describe('a time rule', () => {
  it('does every action that rules do, and what fails is tried again', async () => {
    const actions: RuleAction[] = [
      { type: 'assign', agentId: 'agt_gone' },
      { type: 'webhook', url: 'https://hooks.example.com/a', secret: null, method: 'POST' },
    ];
    const world = aTimeWorld([aTimeRule({ actions })]);

    await at(world, 30);
    await world.settle();

    expect(world.sent()).toEqual([expect.objectContaining({ kind: 'webhook', ruleId: 'rul_stale' })]);
    expect(world.kinds()).toEqual(['rule.applied', 'rule.acted', 'rule.failed']);
  });
});
