import fc from 'fast-check';
import { expect } from 'vitest';
import type { Answer } from '#test/support/client.ts';
import { agree } from './agreement.ts';
import type { DeskModel } from './desk-model.ts';
import type { DeskWorld } from './desk-world.ts';
import { isOver, isWaiting, type ModelTicket, reopen } from './model-ticket.ts';
import { choice, codeOf, type Step, ticketOf } from './step.ts';

/** Writes through a form; the system answers with the code and the token of its ticket. */
async function adopt(world: DeskWorld, model: DeskModel, told: Answer) {
  const { code, token } = told.body;
  const id = `tkt_${code.replaceAll('-', '').toLowerCase()}`;
  const { createdAt, departmentId } = await world.journey.owner.get(`/v1/tickets/${id}`);
  const createdMs = Date.parse(createdAt);
  const ticket: ModelTicket = {
    ...{ id, code, token, createdMs, departmentId, status: 'new', statusChangedMs: createdMs },
    ...{ postponed: null, former: [], assigneeId: null, isTaken: false, priority: 'normal' },
    ...{ tags: [], messages: 1, viewers: new Map() },
  };
  model.tickets.push(ticket);
  return ticket;
}

export const write = fc.nat(1).map(
  (where): Step => ({
    check: () => true,
    toString: () => `write(${where})`,
    run: async (model, world) => {
      const form = { email: 'customer@model.example', subject: 'Help', body: 'Please.' };
      const told = await world.journey.visitor.ask(`POST /public/forms/${world.formIds[where]}`, {
        body: form,
      });
      expect(codeOf(told)).toBe('done');
      await agree(world, model, [await adopt(world, model, told)]);
    },
  }),
);

export const writeAgain = fc.record(choice).map(
  (said): Step => ({
    check: ({ tickets }) => tickets.length > 0,
    toString: () => `writeAgain(${said.which})`,
    run: async (model, world) => {
      const ticket = ticketOf(model, said);
      const headers = { authorization: `Bearer ${ticket.token}` };
      const asked = { headers, body: { body: 'And another thing.' } };
      const told = await world.journey.visitor.ask(`POST /public/tickets/${ticket.code}/messages`, asked);
      expect(codeOf(told)).toBe('done');
      expect(told.body.code === ticket.code).toBe(!isOver(ticket));
      if (isOver(ticket)) return agree(world, model, [ticket, await adopt(world, model, told)]);
      ticket.messages += 1;
      const wakesTo = ticket.postponed?.wakesTo ?? 'open';
      if (!isWaiting(ticket)) reopen(ticket, wakesTo, model.nowMs);
      await agree(world, model, [ticket]);
    },
  }),
);
