import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { dueTimeRules } from '#shared/domain/rule/time-rule-moment.ts';
import { isOpenClock } from '#shared/domain/sla/clock.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import { isPurgeDue } from '#shared/domain/ticket/purge-ticket.ts';
import { isDiscarded, isWaiting } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { loadChanges, type TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { aContext, bySystem, countingIds } from '#test/support/builders.ts';
import { live, livelyAccount, steps } from './histories.ts';

const runs = { numRuns: 100 };
const told = ['status', 'assigneeId', 'departmentId', 'priority', 'tags', 'customStatusId'] as const;

const pickTold = (ticket: Ticket) => Object.fromEntries(told.map((name) => [name, ticket[name]]));
const entriesOf = (changes: readonly TicketChange[]) => changes.flatMap((change) => change.entries);
const passAt = (ticket: Ticket, at: string) =>
  passMoments(ticket, ['agt_ada'], { ...aContext(), account: livelyAccount, at, actor: bySystem });

/** What the timeline alone says of a ticket. An entry that does not fit on the one before throws. */
function replay(entries: readonly Entry[]): Record<string, unknown> {
  const state: Record<string, unknown> = { assigneeId: null, customStatusId: null };
  const changing = entries.filter((entry) => !entry.kind.startsWith('sla.'));
  for (const { before = {}, after = {} } of changing) {
    for (const name of told) {
      if (name in before) expect(state[name]).toEqual(before[name]);
      if (name in after) state[name] = after[name];
    }
  }
  return state;
}

describe('any history of a ticket', () => {
  it('is told in full by its timeline', () => {
    const property = fc.property(steps, (story) => {
      const changes = live(story);

      expect(replay(entriesOf(changes))).toEqual(pickTold(changes.at(-1)!.after));
    });
    fc.assert(property, runs);
  });

  it('has a version for each change, each on the one before, and entries in their order', () => {
    const property = fc.property(steps, (story) => {
      const changes = live(story);

      expect(changes.map(({ after }) => after.version)).toEqual(changes.map((_, at) => at + 1));
      for (const [at, change] of changes.entries()) {
        expect(change.before).toBe(changes[at - 1]?.after ?? null);
        expect(change.after.updatedAt).toBe(change.entries[0]?.at ?? change.after.updatedAt);
        expect(change.entries.map((entry) => entry.ticketVersion)).toEqual(
          change.entries.map(() => change.after.version),
        );
        expect(change.entries.map((entry) => entry.position)).toEqual(
          change.entries.map((_, place) => place),
        );
        expect(change.messages.map((message) => message.ticketVersion)).toEqual(
          change.messages.map(() => change.after.version),
        );
        expect(change.messages.length).toBeLessThanOrEqual(1);
      }
      const ids = entriesOf(changes).map((entry) => entry.id);
      expect(new Set(ids).size).toBe(ids.length);
    });
    fc.assert(property, runs);
  });

  it('leaves no name, address or text in any entry', () => {
    const property = fc.property(steps, (story) => {
      const timeline = JSON.stringify(entriesOf(live(story)));

      expect(timeline).not.toMatch(/-(name|address|of-ticket|of-customer|of-agent|changed")|@|\+39/i);
    });
    fc.assert(property, runs);
  });

  it('says in every entry what reports count, as it was after the change', () => {
    const property = fc.property(steps, (story) => {
      const logged = live(story).flatMap(({ after, entries }) => entries.map((entry) => ({ after, entry })));
      for (const { after, entry } of logged) {
        const { departmentId, channel, tags, levelId, status, assigneeId } = after;
        const agentId = entry.actor.kind === 'agent' ? entry.actor.id : assigneeId;
        expect(entry.facts).toMatchObject({ departmentId, channel, tags, levelId, status, agentId });
      }
    });
    fc.assert(property, runs);
  });

  it('changes loads by what a recount finds, over several tickets', () => {
    const property = fc.property(fc.array(steps, { maxLength: 4 }), (stories) => {
      const ids = countingIds();
      const histories = stories.map((story) => live(story, ids));

      const counted = new Map<string, number>();
      for (const [agentId, by] of histories.flat().flatMap((change) => [...loadChanges(change)])) {
        counted.set(agentId, (counted.get(agentId) ?? 0) + by);
      }

      const last = histories.map((changes) => changes.at(-1)!.after);
      const waiting = last.filter((ticket) => isWaiting(ticket.status) && ticket.assigneeId !== null);
      const recount = Map.groupBy(waiting, (ticket) => ticket.assigneeId!);
      expect(Object.fromEntries([...counted].filter(([, load]) => load !== 0))).toEqual(
        Object.fromEntries([...recount].map(([agentId, own]) => [agentId, own.length])),
      );
    });
    fc.assert(property, { numRuns: 40 });
  });

  it('names the moment at which the next thing is due: nothing before it, something at it', () => {
    const property = fc.property(steps, (story) => {
      const ticket = live(story).at(-1)!.after;

      const end = toInstant(Date.UTC(2030, 0, 1));
      // What a purge does is no change of the ticket.
      if (ticket.status === 'deleted') {
        expect(isPurgeDue(ticket, livelyAccount, ticket.due!.at)).toBe(true);
        return;
      }
      if (ticket.due === null) {
        expect(passAt(ticket, end)).toBeNull();
        return;
      }
      expect(passAt(ticket, toInstant(Date.parse(ticket.due.at) - 1))).toBeNull();
      expect(passAt(ticket, ticket.due.at)?.entries).not.toEqual([]);
    });
    fc.assert(property, runs);
  });

  it('comes to rest in a few passes, and passing again changes nothing', () => {
    const property = fc.property(steps, fc.integer({ min: 0, max: 90_000 }), (story, minutes) => {
      let ticket = live(story).at(-1)!.after;
      const at = toInstant(Date.parse(ticket.updatedAt) + minutes * 60_000);
      let passes = 0;
      const isLeft = () => !isPurgeDue(ticket, livelyAccount, at);
      for (let change = passAt(ticket, at); isLeft() && change !== null; change = passAt(ticket, at)) {
        ticket = change.after;
        passes += 1;
        expect(passes).toBeLessThan(10);
      }

      const awaitsRules = dueTimeRules(ticket, livelyAccount, at).length > 0;
      expect(ticket.due === null || ticket.due.at > at || !isLeft() || awaitsRules).toBe(true);
    });
    fc.assert(property, runs);
  });

  it('warns and breaches each clock once, and ends it once', () => {
    const property = fc.property(steps, (story) => {
      const lines = entriesOf(live(story))
        .filter((entry) => entry.kind.startsWith('sla.'))
        .map((entry) => `${entry.kind} ${entry.after?.['clock']} ${entry.after?.['startedAt']}`);

      expect(lines).toEqual([...new Set(lines)]);
    });
    fc.assert(property, runs);
  });

  it('keeps its state whole: a postponement with its status, a taker with his ticket', () => {
    const property = fc.property(steps, (story) => {
      for (const { after: ticket } of live(story)) {
        expect(ticket.postponed !== null).toBe(ticket.status === 'postponed');
        expect(ticket.former.length > 0).toBe(isDiscarded(ticket.status));
        if (isDiscarded(ticket.status) || ticket.status === 'closed')
          expect(ticket.clocks.filter(isOpenClock)).toEqual([]);
        expect(ticket.takenAt !== null && ticket.assigneeId === null).toBe(false);
        expect(ticket.queuedAt !== null && !isWaiting(ticket.status)).toBe(false);
        expect(new Set(ticket.tags).size).toBe(ticket.tags.length);
      }
    });
    fc.assert(property, runs);
  });
});
