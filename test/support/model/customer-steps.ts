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
  const { createdAt, departmentId, customer } = await world.journey.owner.get(`/v1/tickets/${id}`);
  const createdMs = Date.parse(createdAt);
  const ticket: ModelTicket = {
    ...{ id, code, token, createdMs, departmentId, status: 'new', statusChangedMs: createdMs },
    customerId: customer.id,
    ...{ postponed: null, former: [], assigneeId: null, isTaken: false, priority: 'normal' },
    ...{ tags: [], messages: 1, viewers: new Map() },
  };
  model.tickets.push(ticket);
  return ticket;
}

const customers = 5;

export const write = fc.record({ where: fc.nat(1), from: fc.nat(customers - 1) }).map(
  ({ where, from }): Step => ({
    check: () => true,
    toString: () => `write(${where}, ${from})`,
    run: async (model, world) => {
      const email = `customer-${from}@${world.domain}`;
      const form = { email, subject: 'Help', body: 'Please.' };
      const told = await world.journey.visitor.ask(`POST /public/forms/${world.formIds[where]}`, {
        body: form,
      });
      expect(codeOf(told)).toBe('done');
      const ticket = await adopt(world, model, told);
      model.customers.meet(email, ticket.customerId);
      expect(ticket.customerId).toBe(model.customers.idOf(email));
      await agree(world, model, [ticket]);
    },
  }),
);

/** Two who turn out to be one; whichever of his ids is named, all of his tickets are found. */
export const mergeCustomers = fc.tuple(fc.nat(customers - 1), fc.nat(customers - 1)).map(
  ([into, from]): Step => ({
    check: ({ customers: { addresses } }) => addresses.length > 1,
    toString: () => `mergeCustomers(${into}, ${from})`,
    run: async (model, { journey: { owner } }) => {
      const { addresses } = model.customers;
      const [targetId = '', sourceId = ''] = [into, from].map((at) =>
        model.customers.idOf(addresses[at % addresses.length]!),
      );
      const told = await owner.ask(`POST /v1/customers/${targetId}/merge`, {
        body: { sourceIds: [sourceId] },
      });
      expect(codeOf(told)).toBe(targetId === sourceId ? 'merge-not-allowed' : 'done');
      if (targetId !== sourceId) model.customers.merge(targetId, sourceId);
      const ids = model.customers.idsOf(targetId);
      const his = model.tickets.filter(
        ({ customerId, status }) => ids.includes(customerId) && status !== 'deleted',
      );
      for (const id of ids) {
        const listed = await owner.list(`/v1/customers/${id}/tickets?limit=100`);
        expect(listed.map((ticket) => ticket.id).toSorted()).toEqual(
          his.map((ticket) => ticket.id).toSorted(),
        );
      }
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
