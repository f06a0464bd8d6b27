import type { DepartmentId } from '#shared/domain/ids.ts';
import { plain, type Tell } from '../figure.ts';
import { type Instance, startMeasuredDesk } from '../measure/measured-desk.ts';
import { seedTickets } from '../measure/seed-tickets.ts';
import { median, timedInTurn } from '../statistics.ts';

const departmentIds: readonly DepartmentId[] = [
  'dep_first',
  ...Array.from({ length: 19 }, (_, index): DepartmentId => `dep_${String(index + 2).padStart(2, '0')}`),
];
const ticketsOfEach = 500;
const rounds = 40;

/** Agents by how many departments they are members of; the first agent's key is the first's. */
const postsOf = [departmentIds, departmentIds.slice(0, 1)] as const;

/** What a list costs whom many departments, and whom one, are open: it is a merge of one range for each. */
export async function measure(tell: Tell): Promise<void> {
  const desk = await startMeasuredDesk({
    departmentIds,
    agents: postsOf.length,
    postsOf: (agent) => postsOf[agent] ?? [],
  });
  try {
    const instance = desk.open();
    for (const departmentId of departmentIds) {
      const tickets = { count: ticketsOfEach, due: 0, departmentId };
      await seedTickets(instance, { tableName: desk.name, tickets });
    }
    await measureLists(instance, tell);
  } finally {
    await desk.close();
  }
}

async function measureLists(instance: Instance, tell: Tell): Promise<void> {
  const lists = postsOf.map(
    (_, agent) => () => instance.ask('GET /v1/tickets', { query: 'limit=50', agent }),
  );
  await timedInTurn(3, lists);
  for (const [agent, list] of lists.entries()) {
    instance.calls.take();
    await list();
    const { trips, calls, readUnits } = instance.calls.take();
    const name = `list the newest 50 for an agent of ${postsOf[agent]?.length} departments`;
    tell(plain(`${name}: round trips in sequence`, trips, 'trips'));
    tell(plain(`${name}: calls`, calls, 'calls'));
    tell(plain(`${name}: read units`, readUnits, 'units'));
  }
  const [many = [], one = []] = await timedInTurn(rounds, lists);
  tell(plain('list the newest 50 for an agent of 20 departments: p50', median(many), 'ms'));
  tell(plain('list the newest 50 for an agent of 1 department: p50', median(one), 'ms'));
  tell(plain('list the newest 50: 20 departments / 1 department', median(many) / median(one), 'times'));
}
