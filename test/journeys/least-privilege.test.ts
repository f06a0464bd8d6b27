import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOperations } from '#functions/reference/all-operations.ts';
import { synthesizeSample } from '#test/infra/samples/synthesized.ts';
import { callsOf } from '#test/support/iam/calls-of.ts';
import { type Comparison, compare, type Right } from '#test/support/iam/compare.ts';
import { policiesOf } from '#test/support/iam/policies-of.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { tourAudit } from './tour/audit.ts';
import { tourConfiguration } from './tour/configuration.ts';
import { tourCustomers } from './tour/customers.ts';
import { tourMailAndTime } from './tour/mail-and-time.ts';
import { tourOrganisation } from './tour/organisation.ts';
import { tourTickets } from './tour/tickets.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

async function tour(): Promise<void> {
  await tourConfiguration(journey);
  await tourOrganisation(journey);
  const { id: departmentId, mailbox } = await journey.openDepartment('Pushed', {
    distribution: { ticket: { method: 'roundRobin' } },
  });
  const { id: pulledId } = await journey.openDepartment('Pulled');
  const departments = { [departmentId]: { maxLoad: 3 }, [pulledId]: {} };
  const agent = await journey.hire('Ann', { departments });
  const colleague = await journey.hire('Ben', { departments });
  await tourCustomers(journey);
  await tourTickets(journey, { departmentId: pulledId, agent, colleague });
  await tourMailAndTime(journey, { departmentId, mailbox, agent });
  await tourAudit(journey);
}

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
  it('finds nothing denied and nothing granted in vain', { timeout: 120_000 }, async () => {
    await tour();

    expect(unvisited()).toEqual([]);
    const { denied, unused } = await comparison();
    expect(told(denied)).toEqual([]);
    expect(told(unused)).toEqual([]);
    expect(await journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });
});
