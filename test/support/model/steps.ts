import fc from 'fast-check';
import { expect } from 'vitest';
import { assign, changeStatus, claim, edit, escalate, note, reply, transfer, view } from './agent-steps.ts';
import { agree } from './agreement.ts';
import { mergeCustomers, write, writeAgain } from './customer-steps.ts';
import { move } from './model-ticket.ts';
import { choice, codeOf, personOf, type Step, ticketOf } from './step.ts';

const remove = fc.record(choice).map(
  (said): Step => ({
    check: ({ tickets }) => tickets.length > 0,
    toString: () => `remove(${said.which})`,
    run: async (model, world) => {
      const ticket = ticketOf(model, said);
      const told = await world.journey.owner.ask(`DELETE /v1/tickets/${ticket.id}`);
      expect(codeOf(told)).toBe('done');
      if (ticket.status !== 'deleted') move(ticket, 'deleted', { nowMs: model.nowMs, untilMs: 0 });
      await agree(world, model, [ticket]);
    },
  }),
);

const next = fc.record(choice).map(
  (said): Step => ({
    check: () => true,
    toString: () => `next(${said.who})`,
    run: async (model, world) => {
      const person = personOf(world, said);
      const first = model.nextFor(person);
      const told = await person.client.ask('POST /v1/to-solve/next');
      expect(told.status).toBe(first.length === 0 ? 204 : 200);
      const taken = first.filter(({ id }) => id === told.body?.id);
      expect(taken).toHaveLength(Math.min(1, first.length));
      for (const ticket of taken) Object.assign(ticket, { assigneeId: person.id, isTaken: true });
      await agree(world, model, taken);
    },
  }),
);

/** Far from the minutes of postponements, so that the seconds which a run takes decide nothing. */
const wait = fc.constantFrom(20, 60, 240, 2_880).map(
  (minutes): Step => ({
    check: () => true,
    toString: () => `wait(${minutes})`,
    run: async (model, world) => {
      await world.journey.advanceMinutes(minutes);
      await agree(world, model, model.grow());
    },
  }),
);

/** What people of a busy desk do, the frequent things more often. */
export const anyStep: fc.Arbitrary<Step>[] = [
  ...[write, write, write, writeAgain, writeAgain, reply, reply, note, assign, transfer],
  ...[changeStatus, changeStatus, changeStatus, changeStatus, remove, claim, next, next, next],
  ...[edit, edit, escalate, view, wait, mergeCustomers],
];
