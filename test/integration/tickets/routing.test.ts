import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId } from '#shared/domain/ids.ts';
import { distributionMethods } from '#shared/domain/routing/routing-decision.ts';
import { serveDepartment } from '#shared/domain/routing/serve-department.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aDepartment,
  aMember,
  anAccount,
  anOpening,
  aPresence,
  aReply,
} from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const departmentOf = (method: string) => `dep_${method}` as const;
const maxLoad = 4;

/** Each method has a department with three agents of its own, one of them away. */
const staff = distributionMethods.flatMap((method) =>
  ['one', 'two', 'away'].map((name) => ({ method, agentId: `agt_${method}-${name}` as AgentId })),
);

let started: StartedDesk;

beforeAll(async () => {
  started = await startDesk({
    account: anAccount({
      departments: [
        aDepartment(),
        ...distributionMethods.map((method) => aDepartment(departmentOf(method), { method })),
      ],
    }),
    members: staff.map(({ method, agentId }) =>
      aMember(agentId, { departmentId: departmentOf(method), maxLoad }),
    ),
    presences: staff.map(({ agentId }) =>
      aPresence(agentId, { state: agentId.endsWith('away') ? 'offline' : 'online' }),
    ),
    conflictShare: 0.1,
  });
});
afterAll(() => started.close());
beforeEach(() => started.clock.moveTo(started.clock.now() + 60_000));

async function arrive(departmentId: DepartmentId, count: number): Promise<Ticket[]> {
  const { desk } = started;
  const changes = Array.from({ length: count }, (_, minute) =>
    openTicket(anOpening({ departmentId }), aContext(minute, { ids: desk.ids })),
  );
  await saveAll(desk, changes);
  return changes.map((change) => change.after);
}

const reread = async (tickets: readonly Ticket[]) => {
  const found = await started.desk.index.getMany(tickets.map((ticket) => ticket.id));
  return tickets.map((ticket) => found.get(ticket.id)!);
};
const loadsOf = (tickets: readonly Ticket[]) =>
  Object.fromEntries(
    [...Map.groupBy(tickets, (ticket) => ticket.assigneeId ?? 'nobody')].map(([id, own]) => [id, own.length]),
  );
const countedLoads = async (ids: readonly AgentId[]) =>
  [...(await started.desk.agents.getPresences(ids)).values()].map((presence) => presence.ticketLoad);

describe('serveDepartment', () => {
  it.each(distributionMethods)(
    'by %s with four routers at once fills everybody to his maximum, gives each ticket once, and serves the rest later',
    async (method) => {
      const departmentId = departmentOf(method);
      const [one, two, away] = ['one', 'two', 'away'].map((name) => `agt_${method}-${name}` as AgentId);
      const opened = await arrive(departmentId, 11);

      const routers = Array.from({ length: 4 }, () => started.another());
      await Promise.all(routers.map((desk) => serveDepartment(desk, departmentId, [opened[0]!.id])));

      const routed = await reread(opened);
      expect(loadsOf(routed)).toEqual({ [one!]: maxLoad, [two!]: maxLoad, nobody: 3 });
      expect(await countedLoads([one!, two!, away!])).toEqual(expect.arrayContaining([maxLoad, maxLoad, 0]));
      for (const ticket of routed) {
        const { items } = await started.desk.tickets.listEntries(ticket.id, { limit: 50, after: undefined });
        const decisions = items.filter((entry) => entry.kind === 'routing.decided');
        expect(decisions.at(-1)?.decision?.outcome).toBe(ticket.assigneeId === null ? 'queued' : 'assigned');
        expect(items.filter((entry) => entry.kind === 'ticket.assigned')).toHaveLength(
          ticket.assigneeId === null ? 0 : 1,
        );
      }

      const his = routed.filter((ticket) => ticket.assigneeId === one).slice(0, 2);
      for (const ticket of his) {
        const reply = answerTicket(ticket, aReply(), aContext(30, { ids: started.desk.ids }));
        expect(await started.desk.tickets.save(reply)).toBe('saved');
      }
      await Promise.all(routers.map((desk) => serveDepartment(desk, departmentId, [])));

      const served = (await reread(opened)).filter((ticket) => ticket.status === 'new');
      expect(loadsOf(served)).toEqual({ [one!]: maxLoad, [two!]: maxLoad, nobody: 1 });
    },
  );
});
