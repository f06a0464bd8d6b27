import { Refusal } from '#shared/domain/refusal.ts';

/** Read from the raw query, because the gateway joins repeated names by commas. */
export function readQuery(rawQuery: string): Record<string, string> {
  const names = new Set<string>();
  const pairs = [...new URLSearchParams(rawQuery)];
  for (const [name] of pairs) {
    if (names.has(name)) {
      const errors = [
        { path: name.slice(0, 200), message: 'Given more than once; separate values by commas' },
      ];
      throw new Refusal('invalid', 'The request has faults', { errors });
    }
    names.add(name);
  }
  return Object.fromEntries(pairs);
}
