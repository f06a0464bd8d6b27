import type { FunctionDescription } from '#infra/function-description.ts';
import { atMost, plain, type Tell } from '../figure.ts';
import { type RunningDesk, startRunningDesk } from '../measure/running-desk.ts';
import { median } from '../statistics.ts';

const barePut: FunctionDescription = {
  name: 'bare-put',
  folder: 'test/load/bare-put',
  trigger: { on: 'http' },
  memoryMegabytes: 1024,
  touches: { table: ['put'] },
};

const pairs = 120;
const warmUps = 15;
const clients = 8;
const burstMs = 4_000;

const newTicket = JSON.stringify({
  subject: 'Two chairs are missing',
  body: 'The order arrived, but two of the five chairs are missing. '.repeat(8),
  customer: { name: 'Ada', email: 'ada@customer.example' },
});

interface Rival {
  create(): Promise<unknown>;
  put(): Promise<unknown>;
}

/** A ticket by the API against one item of the same bytes, through the same gateway, worker, SDK and engine. */
export async function measure(tell: Tell): Promise<void> {
  const desk = await startRunningDesk({ departmentIds: ['dep_default'], agents: 1 }, [barePut]);
  try {
    const bytes = 'x'.repeat(await writtenBytes(desk));
    const rivals: Rival = {
      create: () => desk.post('/v1/tickets', newTicket),
      put: () => desk.post('/v1/bare-put', bytes),
    };
    await measureDelay(desk, rivals, tell);
    await measureThroughput(desk, rivals, tell);
  } finally {
    await desk.close();
  }
}

/** What all items of one new ticket weigh; its customer is known already. */
async function writtenBytes(desk: RunningDesk): Promise<number> {
  await desk.post('/v1/tickets', newTicket);
  const { id } = JSON.parse(await desk.post('/v1/tickets', newTicket)) as { id: string };
  const items = await desk.table.queryAll({ pk: id, from: '' });
  return items.reduce((total, item) => total + Buffer.byteLength(JSON.stringify(item)), 0);
}

/** In turn, and each in a system that has come to rest: what a ticket sets off must not slow the put behind it. */
async function measureDelay(desk: RunningDesk, { create, put }: Rival, tell: Tell): Promise<void> {
  const rested = async (act: () => Promise<unknown>) => {
    await desk.settle();
    const startedAt = performance.now();
    await act();
    return performance.now() - startedAt;
  };
  const times = { create: [] as number[], put: [] as number[] };
  for (let pair = -warmUps; pair < pairs; pair++) {
    const took = { create: await rested(create), put: await rested(put) };
    if (pair < 0) continue;
    times.create.push(took.create);
    times.put.push(took.put);
  }
  tell(plain('ticket by API: p50', median(times.create), 'ms'));
  tell(plain('bare put: p50', median(times.put), 'ms'));
  const ratio = median(times.create) / median(times.put);
  tell(atMost(3, plain('ticket by API / bare put: p50', ratio, 'times')));
}

/** With everything that a ticket sets off (announcing, routing) on the same two cores. */
async function measureThroughput(desk: RunningDesk, { create, put }: Rival, tell: Tell): Promise<void> {
  const rates = { create: [] as number[], put: [] as number[] };
  for (let round = 0; round < 2; round++) {
    await desk.settle();
    rates.put.push(await burst(put));
    await desk.settle();
    rates.create.push(await burst(create));
  }
  await desk.settle();
  const [created, wrote] = [Math.max(...rates.create), Math.max(...rates.put)];
  tell(plain('ticket by API: throughput', created, 'a second'));
  tell(plain('bare put: throughput', wrote, 'a second'));
  tell(plain('bare put / ticket by API: throughput', wrote / created, 'times'));
}

async function burst(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - startedAt < burstMs) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done * 1000) / (performance.now() - startedAt);
}
