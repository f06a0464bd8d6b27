const zone = /(?:[+-]\d{2}:?\d{2}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))\b/i;

/** Date of a mail as ISO 8601 in UTC; a date without zone is taken as UTC, a date that cannot be read is null. */
export function parseMailDate(value: string): string | null {
  const text = value
    .slice(0, 200)
    .replace(/\([^)]*\)/g, '')
    .trim();
  if (!/\d.*\d:\d\d/.test(text)) return null;
  const date = new Date(zone.test(text) ? text : `${text} +0000`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1970
    ? null
    : date.toISOString();
}
