import { connectSweep } from '#functions/schedules/connect-sweep.ts';
import { sweep } from '#shared/domain/due/sweep.ts';
import { tick } from '#shared/lambda/tick.ts';

const minuteMs = 60_000;
/** So that its last word is heard. */
const wordMs = 100;

async function end(): Promise<void> {
  process.stdout.write('killed half-way\n');
  await new Promise((resolve) => setTimeout(resolve, wordMs));
  process.exit(1);
}

/** The sweep of SLA clocks as it is, but every other minute its instance ends after the first page. */
export const handler = tick(async (desk) => {
  const isFatal = Math.floor(desk.now() / minuteMs) % 2 === 0;
  let pages = 0;
  const remind: typeof desk.remind = async (things) => {
    pages += 1;
    if (isFatal && pages > 1) await end();
    await desk.remind(things);
  };
  await sweep('sla', { ...desk, remind });
}, connectSweep);
