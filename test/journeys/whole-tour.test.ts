import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOperations } from '#functions/reference/all-operations.ts';
import { synthesizeSample } from '#test/infra/samples/synthesized.ts';
import { callsOf } from '#test/support/iam/calls-of.ts';
import { type Comparison, compare, type Right } from '#test/support/iam/compare.ts';
import { policiesOf } from '#test/support/iam/policies-of.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { ratingPathIn } from '#test/support/rating-link.ts';
import { tableContent } from '#test/support/table-content.ts';
import { collectSecrets, wrongKeys } from './tour/secrets.ts';
import { tourEverything } from './tour/whole-tour.ts';

const logs: string[] = [];
let journey: Journey;
let secrets: readonly string[];
beforeAll(async () => {
  journey = await startJourney({ logs: (line) => logs.push(line) });
  secrets = await collectSecrets(journey);
  await tourEverything(journey);
  await journey.settle();
}, 300_000);
afterAll(() => journey.close());

/** Operations that nobody asked for. */
function unvisited(): string[] {
  return allOperations
    .filter(({ method, path }) => {
      const asked = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(?:\\?.*)?$`);
      return !journey.lines.some((line) => asked.test(line));
    })
    .map(({ name }) => name);
}

async function comparison(): Promise<Comparison> {
  const { templates, functionIds } = await synthesizeSample({ stage: 'local', settings: {} });
  const calls = journey.calls.flatMap(({ functionName, ...call }) =>
    callsOf({ ...call, functionName: functionName.replace(/^smista-local-/, '') }),
  );
  return compare(calls, policiesOf({ templates, functionIds }));
}

const told = (rights: readonly Right[]): string[] =>
  rights.map(({ functionName, action, resource }) => `${functionName}: ${action} ${resource}`).toSorted();

describe('a tour through every operation and everything that happens by itself', () => {
  it('finds nothing denied and nothing granted in vain', async () => {
    expect(unvisited()).toEqual([]);
    const { denied, unused } = await comparison();
    expect(told(denied)).toEqual([]);
    expect(told(unused)).toEqual([]);
    expect(await journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });
});

describe('keys and tokens', () => {
  it('appear in nothing that the system writes or sends on it', async () => {
    const written = {
      logs: logs.join('\n'),
      table: await tableContent(journey),
      outbox: JSON.stringify(journey.platform.outbox.list()),
      // Queues, bus, objects and every write to the table, as the functions sent them.
      calls: JSON.stringify(journey.calls),
      audit: JSON.stringify(await journey.owner.list('/v1/audit')),
      keys: JSON.stringify(await journey.owner.list('/v1/api-keys')),
    };

    const found = Object.entries(written).flatMap(([place, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
    );
    const link = ratingPathIn(journey.mailsTo('fay@customer.example').at(-1)?.text);
    const mac = link.split('.').at(-1) ?? '';
    expect(mac).toMatch(/^[0-9a-f]{32}$/);
    for (const text of [written.logs, written.table, written.audit]) expect(text).not.toContain(mac);
    expect(secrets.length).toBeGreaterThan(9);
    expect(secrets.every((secret) => secret.length > 5)).toBe(true);
    expect(written.calls.length).toBeGreaterThan(100_000);
    expect(found).toEqual([]);
  });

  it('are not repeated by who refuses them', async () => {
    for (const wrong of wrongKeys) {
      const told = await journey.visitor.ask('GET /v1/me', { headers: { authorization: `Bearer ${wrong}` } });

      expect(told.status).toBe(401);
      expect(JSON.stringify(told.body)).not.toContain(wrong);
    }
  });
});
