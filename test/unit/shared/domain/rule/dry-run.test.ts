import { describe, expect, it } from 'vitest';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import { dryRun } from '#shared/domain/rule/dry-run.ts';
import { aPrincipal, aTimeRule, startMs } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld, note, when } from './rule-worlds.ts';

const principal = aPrincipal({ role: 'admin' });
const ticketOf = <Run extends { ticketId: string }>({ items }: { readonly items: readonly Run[] }) =>
  items.find(({ ticketId }) => ticketId !== 'tkt_target');

/** A ticket whose timeline says that a customer opened it. */
async function aHeardWorld(rule: ReturnType<typeof aRule>) {
  const world = aRuleWorld([aRule({ id: 'rul_first', actions: [addTag('first')] })]);
  await world.tell();
  const [entry] = world.entries();
  world.tickets.entries.unshift({
    ...entry!,
    kind: 'ticket.created',
    actor: { kind: 'customer', id: 'cus_carl' },
  });
  return { world, rule };
}

describe('a dry run', () => {
  it('says what would be done and which condition decided, and changes nothing', async () => {
    const actions: RuleAction[] = [
      addTag('first'),
      { type: 'setPriority', priority: 'high' },
      { type: 'assign', agentId: 'agt_gone' },
      note('One.'),
      note('Two.'),
      { type: 'setStatus', status: 'resolved', until: null, silent: true },
      note('Three.'),
    ];
    const groups = [...when('subject', 'is', 'another'), ...when('actor.kind', 'is', 'customer')];
    const { world, rule } = await aHeardWorld(aRule({ groups, actions, active: false }));
    const before = JSON.stringify([[...world.tickets.ticketById], world.entries(), world.sent()]);

    const run = ticketOf(await dryRun(world, principal, { rule, last: 10 }));

    expect(run).toMatchObject({
      isMatch: true,
      group: 1,
      conditions: [
        { group: 0, field: 'subject', operator: 'is', met: false },
        { group: 1, field: 'actor.kind', operator: 'is', met: true },
      ],
      actions: [
        { type: 'addTags', outcome: 'nothing', reason: null },
        { type: 'setPriority', outcome: 'done', reason: null },
        { type: 'assign', outcome: 'failed', reason: 'invalid' },
        { type: 'addNote', outcome: 'done', reason: null },
        { type: 'addNote', outcome: 'done', reason: null },
        { type: 'setStatus', outcome: 'done', reason: null },
        { type: 'addNote', outcome: 'done', reason: null },
      ],
      changes: [
        { kind: 'ticket.priorityChanged', before: { priority: 'normal' }, after: { priority: 'high' } },
        { kind: 'note.added' },
        { kind: 'note.added' },
        { kind: 'ticket.statusChanged', after: { status: 'resolved' } },
        { kind: 'note.added' },
      ],
    });
    expect(JSON.stringify([[...world.tickets.ticketById], world.entries(), world.sent()])).toBe(before);
    expect(world.tickets.errandById.size + world.tickets.marks.size).toBe(1);
  });

  it('does nothing where conditions do not hold, and nothing where the event never happened', async () => {
    const { world } = await aHeardWorld(aRule());
    const unmet = aRule({ groups: when('subject', 'is', 'another') });
    const unheard = aRule({ trigger: 'ticket.merged' });

    const [not, never] = await Promise.all(
      [unmet, unheard].map(async (rule) => ticketOf(await dryRun(world, principal, { rule, last: 10 }))),
    );

    expect(not).toMatchObject({ isMatch: false, group: null, actions: [], changes: [] });
    expect(never).toMatchObject({ heardAt: null, isMatch: true, actions: [], changes: [] });
  });

  it('of a time rule says whether its moment came', async () => {
    const { world } = await aHeardWorld(aRule());
    const rule = aTimeRule();

    const early = ticketOf(await dryRun(world, principal, { rule, last: 10 }));
    world.nowMs = startMs + 31 * 60_000;
    const due = ticketOf(await dryRun(world, principal, { rule, last: 10 }));

    expect(early).toMatchObject({ heardAt: null, changes: [] });
    expect(due).toMatchObject({
      changes: [{ kind: 'ticket.priorityChanged', after: { priority: 'urgent' } }],
    });
  });

  it.each(['queue.changed', 'chat.missed', 'agent.opened'] as const)(
    'takes %s, which no timeline keeps, as happening now',
    async (trigger) => {
      const { world } = await aHeardWorld(aRule());

      const run = ticketOf(await dryRun(world, principal, { rule: aRule({ trigger }), last: 10 }));

      expect(run).toMatchObject({ isMatch: true, changes: [{ kind: 'ticket.priorityChanged' }] });
      expect(run?.heardAt).not.toBeNull();
    },
  );

  it('shows no more tickets than asked for, and none that one does not see', async () => {
    const { world } = await aHeardWorld(aRule());
    const stranger = aPrincipal({ agentId: 'agt_stranger', departmentRoles: new Map() });

    expect((await dryRun(world, principal, { rule: aRule(), last: 1 })).items).toHaveLength(1);
    expect((await dryRun(world, stranger, { rule: aRule(), last: 10 })).items).toEqual([]);
  });
});
