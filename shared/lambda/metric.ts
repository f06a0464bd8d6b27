import { now } from '#shared/runtime/clock.ts';

/** Every metric of ours with its unit: alarms name them. */
const units = { SlaSweepLagSeconds: 'Seconds' } as const;

export type MetricName = keyof typeof units;

export const metricNamespace = 'Smista';

/**
 * One line in the embedded metric format: CloudWatch makes the metric from the log, without a request.
 * The dimension `stage` keeps the environments of one account apart.
 */
export function putMetric(name: MetricName, value: number, stage: string): void {
  const metrics = [{ Name: name, Unit: units[name] }];
  const directive = { Namespace: metricNamespace, Dimensions: [['stage']], Metrics: metrics };
  const line = { _aws: { Timestamp: now(), CloudWatchMetrics: [directive] }, stage, [name]: value };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
