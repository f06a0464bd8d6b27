import { describe, expect, it } from 'vitest';
import { RuleInput } from '#shared/domain/rule/rule.ts';
import { type TriggerName, triggers } from '#shared/domain/rule/triggers.ts';
import { aRule } from '#test/support/rules.ts';
import { aRuleWorld } from './rule-worlds.ts';

/** Every trigger, with a rule that hears it and what the rule does. */
const rows: Readonly<Record<TriggerName, 'ticket' | 'mail'>> = {
  'ticket.created': 'ticket',
  'ticket.assigned': 'ticket',
  'ticket.transferred': 'ticket',
  'ticket.statusChanged': 'ticket',
  'ticket.tagged': 'ticket',
  'ticket.priorityChanged': 'ticket',
  'ticket.fieldChanged': 'ticket',
  'ticket.merged': 'ticket',
  'ticket.split': 'ticket',
  'ticket.deleted': 'ticket',
  'message.received': 'ticket',
  'message.sent': 'ticket',
  'message.deliveryChanged': 'ticket',
  'customer.merged': 'mail',
  'sla.warning': 'ticket',
  'sla.breached': 'ticket',
  'rating.received': 'ticket',
  'chat.started': 'ticket',
  'chat.ended': 'ticket',
  'chat.missed': 'ticket',
  'call.started': 'ticket',
  'call.ended': 'ticket',
  'call.missed': 'ticket',
  'agent.opened': 'ticket',
  'agent.left': 'ticket',
  'agent.presenceChanged': 'mail',
  'queue.changed': 'ticket',
  'rule.failed': 'ticket',
};

const mail = {
  type: 'sendMail',
  to: 'team@example.com',
  subject: 'Something happened',
  body: 'See.',
} as const;
const cases = Object.entries(rows) as [TriggerName, 'ticket' | 'mail'][];

describe('triggers', () => {
  it.each(cases)('%s sets off a rule that does something to a %s', async (trigger, what) => {
    const actions = what === 'ticket' ? [{ type: 'setPriority', priority: 'urgent' } as const] : [mail];
    const other = trigger === 'ticket.created' ? 'ticket.deleted' : 'ticket.created';
    const ignored = aRule({
      id: 'rul_other',
      trigger: other,
      actions: [{ type: 'addTags', tags: ['other'] }],
    });
    const world = aRuleWorld([aRule({ trigger, actions }), ignored]);

    await world.tell({ trigger });
    await world.tell({ trigger });

    if (what === 'ticket') {
      expect(world.ticket()).toMatchObject({ priority: 'urgent', tags: [] });
      expect(world.kinds()).toEqual(['rule.applied', 'ticket.priorityChanged']);
    } else expect(world.sent()).toEqual([expect.objectContaining({ kind: 'ruleMail', to: mail.to })]);
  });

  it('queue.changed sets off the rules of the queue that a ticket left', async () => {
    const tagWhere = (tag: string, departmentId: string) =>
      aRule({
        id: `rul_${tag}`,
        trigger: 'queue.changed',
        groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: departmentId }] }],
        actions: [{ type: 'addTags', tags: [tag] }],
      });
    const world = aRuleWorld([tagWhere('left', 'dep_default'), tagWhere('entered', 'dep_sales')], {
      departmentId: 'dep_sales',
    });

    await world.tell({ id: 'evt_left', trigger: 'queue.changed', departmentId: 'dep_default' });
    const afterLeaving = world.ticket().tags;
    await world.tell({ id: 'evt_entered', trigger: 'queue.changed', departmentId: 'dep_sales' });

    expect([afterLeaving, world.ticket().tags]).toEqual([['left'], ['left', 'entered']]);
  });

  it('are all in the table', () => {
    expect(Object.keys(rows).sort()).toEqual(triggers.map(({ name }) => name).sort());
  });

  it.each(triggers.filter(({ about }) => about !== 'ticket').map(({ name }) => name))(
    '%s, which is about no ticket, has no rule that changes one',
    (trigger) => {
      const actions = [mail, { type: 'setPriority', priority: 'urgent' }];

      const parsed = RuleInput.safeParse({ name: 'x', trigger, actions });

      expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['actions.1.type']);
    },
  );
});
