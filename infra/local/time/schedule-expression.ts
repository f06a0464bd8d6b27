import { UnsupportedTemplate } from '../template/template.ts';

/** When a schedule fires, in epoch milliseconds of the platform clock. */
export interface Occurrences {
  /** The first strictly after that moment. */
  after(atMs: number): number;
  /** The last at that moment or before; a schedule has no beginning here. */
  atOrBefore(atMs: number): number;
}

const minuteMs = 60_000;
const unitMs: Readonly<Record<string, number>> = {
  minute: minuteMs,
  hour: 60 * minuteMs,
  day: 1440 * minuteMs,
};

export function toOccurrences(expression: string): Occurrences {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return everyMs(Number(rate[1]) * (unitMs[rate[2] ?? ''] ?? minuteMs));
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (cron) return cronOccurrences(cron[1] ?? '');
  throw new UnsupportedTemplate(`The schedule ${expression} is not run here`);
}

/** Counted from the epoch, so that a restart and an advance keep the beat. */
const everyMs = (periodMs: number): Occurrences => ({
  after: (atMs) => (Math.floor(atMs / periodMs) + 1) * periodMs,
  atOrBefore: (atMs) => Math.floor(atMs / periodMs) * periodMs,
});

interface CronField {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const cronFields: readonly CronField[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: months },
  { from: 1, to: 7, names: weekdays },
  { from: 1970, to: 2199, names: [] },
];

function parseNumber(text: string, field: CronField): number {
  const name = field.names.indexOf(text.toUpperCase());
  const value = name >= 0 ? name + field.from : Number(text);
  if (Number.isInteger(value)) return value;
  throw new UnsupportedTemplate(`The cron value ${text} is not run here`);
}

/** `5`, `1-5`, a step as in `0/15`, `3/2`, `MON-FRI`. */
function parsePart(part: string, field: CronField): number[] {
  const [range = '', step] = part.split('/');
  const [low = '', high] = range === '*' ? [String(field.from), String(field.to)] : range.split('-');
  const first = parseNumber(low, field);
  const onlyOne = step === undefined ? first : field.to;
  const last = high === undefined ? onlyOne : parseNumber(high, field);
  const stride = step === undefined ? 1 : Math.max(1, parseNumber(step, field));
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / stride) + 1) },
    (_, index) => first + index * stride,
  );
}

function parseField(text: string, field: CronField): ReadonlySet<number> | null {
  if (text === '*' || text === '?') return null;
  return new Set(text.split(',').flatMap((part) => parsePart(part, field)));
}

/** Six fields in UTC: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
function cronOccurrences(text: string): Occurrences {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== cronFields.length) throw new UnsupportedTemplate(`cron(${text}) needs six fields`);
  const allowed = cronFields.map((field, index) => parseField(parts[index] ?? '*', field));
  const fires = (atMs: number): boolean => {
    const at = new Date(atMs);
    const values = [
      at.getUTCMinutes(),
      at.getUTCHours(),
      at.getUTCDate(),
      at.getUTCMonth() + 1,
      at.getUTCDay() + 1,
      at.getUTCFullYear(),
    ];
    return values.every((value, index) => allowed[index]?.has(value) ?? true);
  };
  const search = (startMs: number, stepMs: number): number => {
    const limit = 4 * 366 * 1440;
    for (let atMs = startMs, tried = 0; tried < limit; atMs += stepMs, tried += 1)
      if (fires(atMs)) return atMs;
    return stepMs > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  };
  const minute = everyMs(minuteMs);
  return {
    after: (atMs) => search(minute.after(atMs), minuteMs),
    atOrBefore: (atMs) => search(minute.atOrBefore(atMs), -minuteMs),
  };
}
