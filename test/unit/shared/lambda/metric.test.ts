import { describe, expect, it, vi } from 'vitest';
import { putMetric } from '#shared/lambda/metric.ts';

describe('putMetric', () => {
  it('writes one line from which CloudWatch makes the metric', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    putMetric('SlaSweepLagSeconds', 12, 'dev');

    const lines = write.mock.calls.map(([line]) => String(line));
    write.mockRestore();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Smista',
            Dimensions: [['stage']],
            Metrics: [{ Name: 'SlaSweepLagSeconds', Unit: 'Seconds' }],
          },
        ],
      },
      stage: 'dev',
      SlaSweepLagSeconds: 12,
    });
  });
});
