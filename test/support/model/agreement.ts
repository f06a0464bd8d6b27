import { expect, vi } from 'vitest';
import type { Json } from '#test/support/client.ts';
import type { DeskModel } from './desk-model.ts';
import type { DeskWorld } from './desk-world.ts';
import type { ModelTicket } from './model-ticket.ts';

const counted = ['new', 'open', 'answered', 'postponed', 'resolved', 'closed', 'spam', 'deleted'];

/** Counters follow the stream; a test asserts that they arrive, the benchmark says how fast. */
const patience = { timeout: 20_000, interval: 25 };

/** The system says of these tickets, and of all that is counted, what the model says. */
export async function agree(world: DeskWorld, model: DeskModel, touched: readonly ModelTicket[]) {
  await Promise.all(touched.map((ticket) => agreeOn(world, ticket)));
  const { owner } = world.journey;
  // Those of the departments first: when they have arrived, the others have as a rule, and need no second look.
  await Promise.all(
    world.departmentIds.map((id) =>
      vi.waitFor(async () => {
        const expected = Object.fromEntries(counted.map((status) => [status, model.countOf(id, status)]));
        expect(await owner.get(`/v1/departments/${id}/counts`)).toMatchObject(expected);
      }, patience),
    ),
  );
  await Promise.all(
    world.people.map((person) =>
      vi.waitFor(async () => {
        const { byDepartment } = await person.client.get('/v1/to-solve');
        expect(byDepartment).toEqual(model.toSolve(person));
      }, patience),
    ),
  );
}

/** A ticket, and its timeline: played again from the start it gives the ticket. */
export async function agreeOn({ journey: { owner } }: DeskWorld, ticket: ModelTicket): Promise<void> {
  const path = `/v1/tickets/${ticket.id}`;
  const [seen, timeline] = await Promise.all([owner.get(path), owner.list(`${path}/timeline?limit=100`)]);
  const { status, departmentId, assigneeId, priority } = ticket;
  const expected = { status, departmentId, assigneeId, priority, tags: ticket.tags.toSorted() };
  expect(factsOf(seen)).toEqual(expected);
  expect(factsOf(replay(timeline))).toEqual(expected);
  expect(timeline.filter(({ messageId }) => messageId !== null)).toHaveLength(ticket.messages);
}

/** Every message is there that the timeline tells of. */
export async function agreeOnMessages({ journey: { owner } }: DeskWorld, ticket: ModelTicket): Promise<void> {
  expect(await owner.list(`/v1/tickets/${ticket.id}/messages?limit=100`)).toHaveLength(ticket.messages);
}

function factsOf({ status, departmentId, assigneeId, priority, tags }: Json) {
  return { status, departmentId, assigneeId, priority, tags: tags.toSorted() };
}

const replay = (timeline: readonly Json[]): Json =>
  Object.assign({ assigneeId: null }, ...timeline.map(({ after }) => after));
