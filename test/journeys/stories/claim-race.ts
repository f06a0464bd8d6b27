import { expect } from 'vitest';
import { atOnce } from '#test/support/at-once.ts';
import type { Answer } from '#test/support/client.ts';
import type { Journey } from '#test/support/journey.ts';

interface Race {
  readonly agents: number;
  readonly tickets: number;
  readonly requests: number;
}

/** So many agents press the button at the same moment: each ticket goes to one of them, the rest go away empty. */
export async function raceForTickets(journey: Journey, { agents, tickets, requests }: Race): Promise<void> {
  const { id } = await journey.openDepartment('Race');
  const racers = await atOnce(2, Array.from({ length: agents }), (_, n) =>
    journey.hire(`Racer ${n}`.replace(' ', '-'), { departments: { [id]: {} } }),
  );
  await atOnce(8, Array.from({ length: tickets }), (_, n) =>
    journey.owner.make('POST /v1/tickets', {
      subject: `Race ${n}`,
      body: 'B',
      departmentId: id,
      customer: { email: `c${n}@customer.example` },
    }),
  );
  await journey.settle();

  const answers = await Promise.all(
    Array.from({ length: requests }, async (_, n): Promise<Answer & { agentId: string }> => {
      const { client, id: agentId } = racers[n % agents] as (typeof racers)[number];
      return { ...(await client.ask('POST /v1/to-solve/next')), agentId };
    }),
  );

  const given = answers.filter(({ status }) => status === 200);
  expect(answers.filter(({ status }) => status !== 200 && status !== 204)).toEqual([]);
  expect(given).toHaveLength(tickets);
  expect(new Set(given.map(({ body }) => body.id)).size).toBe(tickets);
  const assigneeById = new Map(
    (await journey.owner.list(`/v1/tickets?departmentId=${id}&limit=100`)).map((ticket) => [
      ticket.id,
      ticket.assigneeId,
    ]),
  );
  for (const { body, agentId } of given) expect(assigneeById.get(body.id)).toBe(agentId);
}
