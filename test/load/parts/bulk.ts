import { atMost, plain, type Tell } from '../figure.ts';
import { resolveAll, startFullDesk } from '../measure/run-bulk.ts';

const timedTickets = 3_000;
const countedTickets = 200;
/** A slice ends well before the function's 30 s. */
const longestSliceSeconds = 15;

/** Acting on many tickets: how fast, in slices of what length, and what each ticket costs. */
export async function measure(tell: Tell): Promise<void> {
  await measureSpeed(tell);
  await measureCost(tell);
}

async function measureSpeed(tell: Tell): Promise<void> {
  const full = await startFullDesk(timedTickets);
  try {
    const { job, slices } = await resolveAll(full);
    if (job.done !== timedTickets) throw new Error(`${job.done} of ${timedTickets} tickets are done`);
    const seconds = slices.reduce((sum, ms) => sum + ms, 0) / 1000;
    tell(plain('bulk: tickets', timedTickets / seconds, 'a second'));
    tell(plain(`bulk of ${timedTickets}: slices`, slices.length, 'slices'));
    tell(atMost(longestSliceSeconds, plain('bulk: longest slice', Math.max(...slices) / 1000, 's')));
  } finally {
    await full.desk.close();
  }
}

async function measureCost(tell: Tell): Promise<void> {
  const full = await startFullDesk(countedTickets);
  try {
    await resolveAll(full, full.instance.table);
    const { readUnits, writeUnits } = full.instance.calls.take();
    tell(plain('bulk: read units of a ticket', readUnits / countedTickets, 'units'));
    tell(plain('bulk: write units of a ticket', writeUnits / countedTickets, 'units'));
  } finally {
    await full.desk.close();
  }
}
