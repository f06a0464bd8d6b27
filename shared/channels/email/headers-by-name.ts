import type { Learned } from '#shared/domain/rule/learned.ts';

/** More is no mail that somebody wrote. */
const mostHeaders = 500;

/** As conditions of rules ask for them. */
export function headersByName(
  fields: readonly { readonly name: string; readonly value: string }[],
): Learned['headers'] {
  const byName = Map.groupBy(fields.slice(0, mostHeaders), ({ name }) => name.toLowerCase());
  return new Map([...byName].map(([name, ofName]) => [name, ofName.map(({ value }) => value)]));
}
