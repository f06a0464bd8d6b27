import { defaultSettings } from '#shared/domain/account/settings.ts';
import { sweep } from '#shared/domain/due/sweep.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import { openDueStore } from '#shared/persistence/due-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { begun } from '#test/support/builders.ts';
import { atMost, plain, type Tell } from '../figure.ts';
import { dueShards, type Instance, type MeasuredDesk, startMeasuredDesk } from '../measure/measured-desk.ts';
import { seedTickets, type WaitingTickets } from '../measure/seed-tickets.ts';
import { median, timedInTurn } from '../statistics.ts';

const staff = { departmentIds: ['dep_first', 'dep_second'], agents: 2 } as const;
const rounds = 25;
const warmUps = 3;
/** Growth that a shared machine cannot tell from its own noise. */
const noise = 1.3;
const due = 100;

interface Grown {
  readonly desk: MeasuredDesk;
  readonly instance: Instance;
  readonly count: number;
}

/** What may not grow with the number of tickets: sweeps, lists and To solve. */
export async function measure(tell: Tell): Promise<void> {
  const grown: Grown[] = [];
  try {
    for (const count of [100, 1_000, 10_000, 100_000]) {
      grown.push(await grow({ count, due: count >= 1_000 ? due : 0 }));
    }
    const [few, some, many, most] = grown as [Grown, Grown, Grown, Grown];
    await measureLists([few, many, most], tell);
    await measureSweeps(some, most, tell);
    await measureBreaches(some, most, tell);
    await measureClaims([few, many, most], { name: 'claim from To solve', agent: 0 }, tell);
    for (const { desk } of grown) await orderByLastAgent(desk);
    await measureClaims([few, many, most], { name: 'claim from To solve, lastAgentFirst', agent: 1 }, tell);
  } finally {
    for (const { desk } of grown) await desk.close();
  }
}

async function grow(tickets: WaitingTickets): Promise<Grown> {
  const desk = await startMeasuredDesk(staff);
  const instance = desk.open();
  await seedTickets(instance, { tableName: desk.name, tickets });
  return { desk, instance, count: tickets.count };
}

async function measureLists(grown: readonly Grown[], tell: Tell): Promise<void> {
  const query = 'departmentId=dep_first&status=open&limit=50';
  const list = grown.map(
    ({ instance }) =>
      () =>
        instance.ask('GET /v1/tickets', { query }),
  );
  await timedInTurn(warmUps, list);
  const times = await timedInTurn(rounds, list);
  tellGrowth('list the newest 50 open of a department', { grown, times }, tell);
}

interface Claiming {
  readonly name: string;
  readonly agent: number;
}

async function measureClaims(grown: readonly Grown[], { name, agent }: Claiming, tell: Tell): Promise<void> {
  const claim = grown.map(
    ({ instance }) =>
      () =>
        instance.ask('POST /v1/to-solve/next', { agent }),
  );
  await timedInTurn(warmUps, claim);
  const times = await timedInTurn(rounds, claim);
  tellGrowth(name, { grown, times }, tell);
}

async function orderByLastAgent({ table }: MeasuredDesk): Promise<void> {
  const said = { ...defaultSettings, toSolveOrder: 'lastAgentFirst' as const };
  const data = { ...said, ...begun, id: 'settings', version: 2 };
  await table.commit([
    put(keys.configured('SETTINGS', 'settings'), 'settings', { data }),
    put(keys.configurationVersion, 'version', { data: { version: 3 } }),
  ]);
}

function tellGrowth(
  name: string,
  { grown, times }: { grown: readonly Grown[]; times: readonly number[][] },
  tell: Tell,
): void {
  for (const [index, { count }] of grown.entries()) {
    tell(plain(`${name} among ${count} waiting: p50`, median(times[index] ?? []), 'ms'));
  }
  const growth = median(times.at(-1) ?? []) / median(times[0] ?? []);
  tell(atMost(noise, plain(`${name}: ${grown.at(-1)?.count} / ${grown[0]?.count} waiting`, growth, 'times')));
}

const sweepOf = ({ instance, desk }: Grown) => {
  const store = openDueStore(instance.table, dueShards);
  return () => sweep('sla', { due: store, now: desk.clock.now, remind: async () => undefined });
};

async function measureSweeps(some: Grown, most: Grown, tell: Tell): Promise<void> {
  const sweeps = [some, most].map(sweepOf);
  for (const each of sweeps) {
    const { found } = await each();
    if (found !== due) throw new Error(`the sweep found ${found} and not ${due}`);
  }
  most.instance.calls.take();
  await sweepOf(most)();
  tell(
    plain(
      `sweep of ${due} due among ${most.count}: read units`,
      most.instance.calls.take().readUnits,
      'units',
    ),
  );
  const [among, amongMost] = (await timedInTurn(2 * rounds, sweeps)).map(median);
  tell(plain(`sweep of ${due} due among ${some.count}: p50`, among ?? 0, 'ms'));
  tell(plain(`sweep of ${due} due among ${most.count}: p50`, amongMost ?? 0, 'ms'));
  const growth = (amongMost ?? 0) / (among ?? 0);
  tell(
    atMost(noise, plain(`sweep of ${due} due: among ${most.count} / among ${some.count}`, growth, 'times')),
  );
}

async function measureBreaches(some: Grown, most: Grown, tell: Tell): Promise<void> {
  const breaches = await Promise.all([some, most].map(breachesOf));
  most.instance.calls.take();
  const [among, amongMost] = (await timedInTurn(due, breaches)).map(median);
  const { readUnits, writeUnits } = most.instance.calls.take();
  tell(plain('breach: read units', readUnits / due, 'units'));
  tell(plain('breach: write units', writeUnits / due, 'units'));
  const growth = (amongMost ?? 0) / (among ?? 0);
  tell(atMost(noise, plain(`breach: among ${most.count} / among ${some.count}`, growth, 'times')));
}

/** Marks one of the due tickets after the other. */
async function breachesOf({ instance, desk }: Grown): Promise<() => Promise<void>> {
  const ids: string[] = [];
  const remind = async (things: readonly { pk: string }[]) => void ids.push(...things.map(({ pk }) => pk));
  await sweep('sla', { due: openDueStore(instance.table, dueShards), now: desk.clock.now, remind });
  return async () => void (await meetMoments(instance.desk, ids.pop() as TicketId));
}
