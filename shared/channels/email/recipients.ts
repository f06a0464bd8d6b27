import { type HeaderField, headerValues } from './header-fields.ts';

/** Deeper hops are not ours, and a long list of them is not read. */
const hopsRead = 10;
const address = /[^\s<>;,"]+@[^\s<>;,"]+/g;

/** The mailboxes to which a mail was really delivered, as the servers on its way noted them, each once. */
export function findDeliveredTo(fields: readonly HeaderField[]): string[] {
  const noted = headerValues(
    fields,
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-forwarded-to',
  );
  const hops = headerValues(fields, 'received')
    .slice(0, hopsRead)
    .map((hop) => /\sfor\s+<?([^\s<>;,]+@[^\s<>;,]+)>?/i.exec(hop.slice(0, 2000))?.[1] ?? '');
  const byKey = new Map<string, string>();
  for (const value of [...noted, ...hops])
    for (const found of value.slice(0, 2000).match(address) ?? [])
      if (!byKey.has(found.toLowerCase())) byKey.set(found.toLowerCase(), found);
  return [...byKey.values()];
}
