import { describe, expect, it } from 'vitest';
import { type RuleAction, ruleActionKinds } from '#shared/domain/action/rule-action.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { atMinute } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';
import { anAccountWith, aRuleWorld } from '#test/unit/shared/domain/rule/rule-worlds.ts';
import { type Row, rows } from './rule-action-rows.ts';

/** A tag that comes before tells that a stop is kept. */
const tag: RuleAction = { type: 'addTags', tags: ['before'] };

const run = async ({ action, given = {} }: Row) => {
  const world = aRuleWorld([aRule({ actions: [action] })], given);
  const before = world.ticket();
  await world.tell();
  return { world, before };
};

describe('actions of rules', () => {
  it.each(rows)('$action does what it says', async (row) => {
    const { world, before } = await run(row);

    expect(world.ticket()).toMatchObject(row.ticket ?? { status: before.status });
    expect(world.kinds().filter((kind) => kind !== 'sla.ended')).toEqual(
      row.action.type === 'stop' ? ['rule.applied'] : ['rule.applied', ...row.entries],
    );
    const byRule = world.entries().filter(({ kind }) => !kind.startsWith('sla.'));
    expect(byRule.map(({ actor }) => actor)).toEqual(byRule.map(() => ({ kind: 'rule', id: 'rul_urgent' })));
    expect(world.sent()).toEqual((row.sent ?? []).map((what) => expect.objectContaining(what)));
  });

  it.each(rows.filter(({ action }) => action.type !== 'stop'))(
    '$action done to what it is about does it once, however often it is told',
    async (row) => {
      const { world } = await run(row);
      const after = world.ticket();
      const entries = world.kinds();

      await world.tell();

      expect(world.ticket()).toEqual(after);
      expect(world.kinds()).toEqual(entries);
    },
  );

  it('are all in the table', () => {
    const inTable = new Set(rows.map(({ action }) => action.type));

    expect(
      ruleActionKinds.map(({ type }) => type).filter((type) => !inTable.has(type as RuleAction['type'])),
    ).toEqual([]);
  });

  it('write notes and answers in the name of the rule', async () => {
    const { world } = await run({ action: { type: 'addNote', body: 'Look at this.' }, entries: [] });

    expect(world.tickets.messages.at(-1)).toMatchObject({
      type: 'note',
      author: { kind: 'rule', id: 'rul_urgent', name: 'rul_urgent' },
      body: 'Look at this.',
    });
  });

  it('fill the template of an answer, which nobody wrote', async () => {
    const { world } = await run({
      action: { type: 'answer', templateId: 'tpl_received', body: null },
      entries: [],
    });

    const { code } = world.ticket();
    expect(world.tickets.messages.at(-1)).toMatchObject({
      type: 'reply',
      automatic: 'template',
      body: `We got ${code}.`,
    });
  });

  it('tell another system of event and ticket', async () => {
    const { world } = await run({
      action: { type: 'webhook', url: 'https://hooks.example.com/a', secret: null, method: 'POST' },
      entries: [],
    });

    const [what] = world.sent() as Extract<Unsent['what'], { kind: 'webhook' }>[];
    expect(JSON.parse(what!.payload)).toMatchObject({
      type: 'ticket.created',
      timestamp: atMinute(0),
      data: {
        eventId: 'ent_event',
        rule: { id: 'rul_urgent' },
        ticketId: world.ticketId,
        ticket: { status: 'new' },
      },
    });
  });

  it('stop lets no further rule run, but the rest of its own', async () => {
    const after = { type: 'addTags' as const, tags: ['after'] };
    const first = aRule({ id: 'rul_a', order: 1, actions: [tag, { type: 'stop' }, after] });
    const second = aRule({ id: 'rul_b', order: 2 });
    const world = aRuleWorld([first, second], {}, anAccountWith([first, second]));

    await world.tell();

    expect(world.ticket()).toMatchObject({ tags: ['before', 'after'], priority: 'normal' });
  });
});
