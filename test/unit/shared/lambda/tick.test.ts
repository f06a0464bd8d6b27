import { describe, expect, it } from 'vitest';
import { tick } from '#shared/lambda/tick.ts';
import { lambdaContext } from './http-event.ts';

describe('tick', () => {
  it('runs the reaction with its desk, connected once', async () => {
    let connections = 0;
    const seen: number[] = [];
    const handler = tick(
      async (desk: number) => {
        seen.push(desk);
      },
      () => {
        connections += 1;
        return connections;
      },
    );

    await handler({}, lambdaContext);
    await handler({}, lambdaContext);

    expect(seen).toEqual([1, 1]);
  });

  it('fails loudly', async () => {
    const handler = tick(
      async () => {
        throw new Error('broken');
      },
      () => null,
    );

    await expect(handler({}, lambdaContext)).rejects.toThrow('broken');
  });
});
