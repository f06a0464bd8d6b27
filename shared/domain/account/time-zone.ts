import * as z from 'zod';

/** A bare offset such as +01:00 is none: it knows no daylight saving. */
function isIanaZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const TimeZone = z.string().max(100).refine(isIanaZone, 'is not an IANA time zone');
