import type { Client } from '#test/support/client.ts';
import type { Journey } from '#test/support/journey.ts';
import { DeskModel, type ModelPerson } from './desk-model.ts';

export interface Person extends ModelPerson {
  readonly client: Client;
}

/** The real desk of one run: departments, forms and agents of its own in a running system. */
export interface DeskWorld {
  readonly journey: Journey;
  readonly departmentIds: readonly string[];
  readonly formIds: readonly string[];
  readonly people: readonly Person[];
  /** Of the addresses of its customers. */
  readonly domain: string;
}

/** Two departments; Ada and Bob serve both, Carl the first alone. */
export async function openDesk(journey: Journey, run: number) {
  const departmentIds: string[] = [];
  const formIds: string[] = [];
  for (const part of ['A', 'B']) {
    const name = `Model ${run} ${part}`;
    const { id: departmentId } = await journey.owner.make('POST /v1/departments', { name });
    const settings = { perAddressPerHour: 10_000 };
    const form = { type: 'form', name, departmentId, settings };
    departmentIds.push(departmentId);
    formIds.push((await journey.owner.make('POST /v1/sources', form)).id);
  }
  const [first = ''] = departmentIds;
  const people = await Promise.all([
    hire(journey, `Ada-${run}`, departmentIds),
    hire(journey, `Bob-${run}`, departmentIds),
    hire(journey, `Carl-${run}`, [first]),
  ]);
  const domain = `desk-${run}.model.example`;
  const world: DeskWorld = { journey, departmentIds, formIds, people, domain };
  return { world, model: new DeskModel(departmentIds, () => journey.platform.now()) };
}

async function hire(journey: Journey, name: string, serves: readonly string[]): Promise<Person> {
  const departments = Object.fromEntries(serves.map((id) => [id, {}]));
  return { ...(await journey.hire(name, { departments })), serves };
}
