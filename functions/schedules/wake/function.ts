import { sweep } from '#shared/domain/due/sweep.ts';
import { tick } from '#shared/lambda/tick.ts';
import { connectSweep } from '../connect-sweep.ts';

/** Every minute: postponements, breaks, time rules and retries of sending. A tick too many only reminds twice. */
export const handler = tick(async (desk) => {
  await sweep('wake', desk);
}, connectSweep);
