import { sweep } from '#shared/domain/due/sweep.ts';
import { putMetric } from '#shared/lambda/metric.ts';
import { tick } from '#shared/lambda/tick.ts';
import { connectSweep } from '../connect-sweep.ts';

/** Every minute: warnings and breaches of SLA clocks. A tick too many only reminds twice. */
export const handler = tick(async (desk) => {
  const { lagSeconds } = await sweep('sla', desk);
  putMetric('SlaSweepLagSeconds', lagSeconds, desk.stage);
}, connectSweep);
