import type { Configuration } from '../account/configuration.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { Source, SourceInput } from './source.ts';

/** In the order of fields: the address first, then the aliases. */
const addressesOf = (source: Source | SourceInput): string[] =>
  source.type === 'email' ? [source.settings.address, ...source.settings.aliases] : [];

const pathOf = (position: number) =>
  position === 0 ? 'settings.address' : `settings.aliases.${position - 1}`;

/** Refuses with `in-use`: the recipient of a mail chooses its source, so an address belongs to one of them. */
export function requireOwnAddresses(
  configuration: Configuration,
  input: SourceInput,
  ownId: string | null,
): void {
  const others = configuration.list('source').filter(({ id }) => id !== ownId);
  const taken = new Set(others.flatMap(addressesOf));
  const errors: InputFault[] = addressesOf(input).flatMap((address, position) =>
    taken.has(address) ? { path: pathOf(position), message: 'Another source has this address' } : [],
  );
  if (errors.length > 0) throw new Refusal('in-use', 'Another source has this mail address.', { errors });
}
