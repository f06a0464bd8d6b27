import { functions } from '#infra/functions.ts';
import { atOnce } from '#test/support/at-once.ts';
import { atMost, plain, type Tell } from '../figure.ts';
import { type RunningDesk, startRunningDesk } from '../measure/running-desk.ts';
import { quantile } from '../statistics.ts';

const [quiet, busy] = ['dep_default', 'dep_busy'] as const;
const warmUps = 5;
const changes = 60;
const stormy = 600;
const connections = 4;
/** What counts promise (behaviour.md section 4: exact within seconds). */
const mostMs = 2_000;
const givenUpMs = 30_000;

type Change = () => Promise<unknown>;

/** From the answer to a change until the department's counts are what a recount of its tickets says. */
export async function measure(tell: Tell): Promise<void> {
  const counting = functions.filter(({ name }) => name === 'reports');
  const desk = await startRunningDesk({ departmentIds: [quiet, busy], agents: 1 }, counting);
  try {
    await lagsOf(desk, warmUps);
    tellLags('counts: lag at rest', await lagsOf(desk, changes), tell);
    const storm = { isOver: false };
    const lags = lagsUntil(desk, storm);
    await makeStorm(desk).finally(() => Object.assign(storm, { isOver: true }));
    const last = await lagOf(desk, busy, async () => undefined);
    tellLags(`counts: lag of a department while another has ${2 * stormy} changes`, await lags, tell);
    tell(atMost(mostMs, plain('counts: lag of that other, after its last change', last, 'ms')));
  } finally {
    await desk.close();
  }
}

function tellLags(name: string, lags: readonly number[], tell: Tell): void {
  tell(plain(`${name}: p50 of ${lags.length}`, quantile(lags, 0.5), 'ms'));
  tell(atMost(mostMs, plain(`${name}: longest`, Math.max(...lags), 'ms')));
}

async function open({ post }: RunningDesk, departmentId: string, at: number): Promise<string> {
  const customer = { email: `c${at}@customer.example` };
  const said = { subject: `Lag ${at}`, body: 'Please help.', departmentId, customer };
  return JSON.parse(await post('/v1/tickets', JSON.stringify(said))).id;
}

const setStatus = ({ post }: RunningDesk, id: string, status: string) =>
  post(`/v1/tickets/${id}/status`, JSON.stringify({ status, silent: true }));

/** A ticket comes, is resolved and reopened, goes elsewhere and comes back: one change after the other. */
async function* changesOf(desk: RunningDesk): AsyncGenerator<Change> {
  for (let at = 0; ; at++) {
    let id = '';
    yield async () => {
      id = await open(desk, quiet, at);
    };
    yield () => setStatus(desk, id, 'resolved');
    yield () => setStatus(desk, id, 'open');
    for (const departmentId of [busy, quiet]) {
      yield () => desk.post(`/v1/tickets/${id}/transfer`, JSON.stringify({ departmentId }));
    }
  }
}

async function lagsOf(desk: RunningDesk, count: number): Promise<number[]> {
  const lags: number[] = [];
  for await (const change of changesOf(desk)) {
    if (lags.length === count) break;
    lags.push(await lagOf(desk, quiet, change));
  }
  return lags;
}

async function lagsUntil(desk: RunningDesk, storm: { readonly isOver: boolean }): Promise<number[]> {
  const lags: number[] = [];
  for await (const change of changesOf(desk)) {
    if (storm.isOver) break;
    lags.push(await lagOf(desk, quiet, change));
  }
  return lags;
}

async function makeStorm(desk: RunningDesk): Promise<void> {
  await atOnce(connections, Array.from({ length: stormy }), async (_, at) => {
    const id = await open(desk, busy, at);
    await setStatus(desk, id, 'resolved');
  });
}

async function whileLooking<Found>(look: () => Promise<void>, finding: Promise<Found>): Promise<Found> {
  let isFound = false;
  const found = finding.finally(() => {
    isFound = true;
  });
  while (!isFound) await look();
  return found;
}

type Counts = ReadonlyMap<string, number>;

/** Read again and again while the recount is made, so that the time of that is none of the lag. */
async function lagOf(desk: RunningDesk, departmentId: string, change: Change): Promise<number> {
  await change();
  const changedAt = performance.now();
  const seen: { lagMs: number; counts: Counts }[] = [];
  const look = async () => {
    const counts = await countsOf(desk, departmentId);
    seen.push({ lagMs: performance.now() - changedAt, counts });
  };
  const expected = await whileLooking(look, recount(desk, departmentId));
  for (;;) {
    const first = seen.find(({ counts }) => isSame(counts, expected));
    if (first !== undefined) return first.lagMs;
    if (performance.now() - changedAt > givenUpMs) throw new Error('the counts do not become exact');
    await look();
  }
}

async function countsOf({ get }: RunningDesk, departmentId: string): Promise<Counts> {
  const { atLeast: _, ...counts } = await get(`/v1/departments/${departmentId}/counts`);
  return new Map(Object.entries<number>(counts).filter(([, count]) => count !== 0));
}

/** Ticket by ticket; none of them is deleted here. */
async function recount({ get }: RunningDesk, departmentId: string): Promise<Counts> {
  const counts = new Map<string, number>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: { status: string }[]; nextCursor: string | null } = await get(
      `/v1/tickets?departmentId=${departmentId}&limit=100${more}`,
    );
    for (const { status } of page.items) counts.set(status, (counts.get(status) ?? 0) + 1);
    cursor = page.nextCursor;
  }
  return counts;
}

const isSame = (one: Counts, other: Counts) =>
  one.size === other.size && [...one].every(([status, count]) => other.get(status) === count);
