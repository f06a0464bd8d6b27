import { describe, expect, it } from 'vitest';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import { aContext, aDepartment, anAccount, aTicket, aTimeRule, bySystem } from '#test/support/builders.ts';

describe('a time rule', () => {
  it('hands a ticket to nobody where its agent only reads by now, and says so', () => {
    const actions: TimeRule['actions'] = [
      { type: 'transfer', departmentId: 'dep_sales', agentId: 'agt_bob' },
      { type: 'addTags', tags: ['stale'] },
    ];
    const acting = anAccount({
      timeRules: [aTimeRule({ actions })],
      departments: [aDepartment(), aDepartment('dep_sales')],
    });
    const objectionTo = (agentId: string, departmentId: string) =>
      agentId === 'agt_bob' && departmentId === 'dep_sales' ? ('agent-only-reads' as const) : null;
    const context = aContext(30, { account: acting, actor: bySystem, objectionTo });

    const fired = passMoments(aTicket({}, acting), [], context)!;

    expect(fired.after).toMatchObject({ departmentId: 'dep_sales', assigneeId: null, tags: ['stale'] });
    expect(fired.entries[1]).toMatchObject({
      kind: 'rule.failed',
      actor: { kind: 'rule', id: 'rul_stale' },
      ruleId: 'rul_stale',
      reason: 'agent-only-reads',
    });
  });
});
