import type { DepartmentId } from '#shared/domain/ids.ts';
import { plain, type Tell } from '../figure.ts';
import { type Instance, type MeasuredDesk, startMeasuredDesk } from '../measure/measured-desk.ts';
import { median, timedInTurn } from '../statistics.ts';

const tickets = 200;
const rounds = 50;
const warmUps = 3;

/** What the departments of an agent cost him: a list is one query for each. */
export async function measure(tell: Tell): Promise<void> {
  const desks = [await openDesk(1), await openDesk(20)];
  try {
    const list = desks.map(
      ({ instance }) =>
        () =>
          instance.ask('GET /v1/tickets', { query: 'limit=50' }),
    );
    await timedInTurn(warmUps, list);
    const [one = 0, many = 0] = (await timedInTurn(rounds, list)).map(median);
    for (const { instance, name } of desks) {
      instance.calls.take();
      const { items } = await instance.ask('GET /v1/tickets', { query: 'limit=50' });
      if (items.length !== 50) throw new Error(`the list has ${items.length} tickets`);
      const { trips, calls, readUnits } = instance.calls.take();
      tell(plain(`list of ${name}: round trips in sequence`, trips, 'trips'));
      tell(plain(`list of ${name}: calls`, calls, 'calls'));
      tell(plain(`list of ${name}: read units`, readUnits, 'units'));
    }
    tell(plain('list of 1 department: p50', one, 'ms'));
    tell(plain('list of 20 departments: p50', many, 'ms'));
    tell(plain('list: 20 departments / 1', many / one, 'times'));
  } finally {
    for (const { desk } of desks) await desk.close();
  }
}

interface Opened {
  readonly name: string;
  readonly desk: MeasuredDesk;
  readonly instance: Instance;
}

/** The same number of tickets, spread over the departments of one agent. */
async function openDesk(count: number): Promise<Opened> {
  const departmentIds = Array.from({ length: count }, (_, index): DepartmentId => `dep_${index}`);
  const desk = await startMeasuredDesk({ departmentIds, agents: 1 });
  const instance = desk.open();
  for (let index = 0; index < tickets; index++) {
    const customer = { email: `customer${index}@example.com` };
    const departmentId = departmentIds[index % count];
    const body = { subject: 'Two chairs', body: 'Two are missing.', customer, departmentId };
    await instance.ask('POST /v1/tickets', { body });
  }
  return { name: `${count} ${count === 1 ? 'department' : 'departments'}`, desk, instance };
}
