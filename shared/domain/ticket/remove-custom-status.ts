import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { getConfigured } from '../account/configured-thing.ts';
import type { CounterReader } from '../counting/counter-store.ts';
import { labelled } from '../counting/ticket-counts.ts';
import { Refusal } from '../refusal.ts';

interface Removal {
  readonly id: string;
  readonly request: ChangeRequest;
}

/** Refuses with `in-use` while tickets have it, by counters that follow within seconds: else they would name what is gone. */
export async function removeCustomStatus(
  desk: ConfigurationDesk & { readonly counters: CounterReader },
  { id, request }: Removal,
): Promise<void> {
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'customStatus', id }, request);
    const count = (await desk.counters.read([id])).get(id)?.[labelled] ?? 0;
    if (count > 0) throw new Refusal('in-use', `Tickets have this status: ${count}.`);
    return { before, after: null };
  };
  await changeConfiguration(desk, 'customStatus', { request, decide });
}
