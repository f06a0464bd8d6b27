import { describe, expect, it } from 'vitest';
import type { FunctionDescription } from '#infra/function-description.ts';
import { loadRoutes } from '#infra/routes.ts';

const http = (name: string, sample: string): FunctionDescription => ({
  name,
  folder: `test/infra/samples/${sample}`,
  trigger: { on: 'http' },
  memoryMegabytes: 512,
  touches: {},
});

describe('loadRoutes', () => {
  it('makes one route of each path, however many methods it has', async () => {
    const routes = await loadRoutes([http('greet', 'greet')]);
    expect(routes).toEqual([
      { path: '/v1/greetings', functionName: 'greet' },
      { path: '/v1/greetings/{greetingId}', functionName: 'greet' },
    ]);
  });

  it('leaves every other path to the reference', async () => {
    const routes = await loadRoutes([http('reference', 'answer')]);
    expect(routes).toEqual([{ path: null, functionName: 'reference' }]);
  });

  it('refuses two functions on one path', async () => {
    await expect(loadRoutes([http('one', 'greet'), http('two', 'greet')])).rejects.toThrow(
      '/v1/greetings of two is already /v1/greetings of one.',
    );
  });
});
