// Its functions one by one: the whole of Temporal takes a tenth of a function's start.
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import {
  getTimeZoneTransition,
  offsetNanoseconds,
  type Record as Zoned,
} from 'temporal-polyfill/fns/ZonedDateTime';

/** Until when (exclusive) a zone keeps a distance to UTC: wall clock = UTC + `offsetMs`. */
export interface ZonePeriod {
  readonly untilMs: number;
  readonly offsetMs: number;
}

const dayMs = 86_400_000;
/** Shorter than the 1,098 days after which the search for the next change gives up, so that none is missed. */
const blockMs = 1_024 * dayMs;
/** The calendar repeats, weekdays included; the rules of the tz data are settled long before 2500. */
const fourCenturiesMs = 146_097 * dayMs;
const settledMs = Date.UTC(2500, 0, 1);
const maximumZones = 128;

function toZoned(zone: string, epochMs: number): Zoned {
  return toZonedDateTimeISO(fromEpochMilliseconds(epochMs), zone);
}

/** Any zone or link of the tz data; a bare offset like +01:00 is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    toZoned(name, 0);
    return true;
  } catch {
    return false;
  }
}

function readBlock(zone: string, block: number): ZonePeriod[] {
  const endMs = (block + 1) * blockMs;
  const periods: ZonePeriod[] = [];
  let zoned = toZoned(zone, block * blockMs);
  while (zoned.epochMilliseconds < endMs) {
    const next = getTimeZoneTransition(zoned, 'next') ?? toZoned(zone, endMs);
    periods.push({
      untilMs: Math.min(next.epochMilliseconds, endMs),
      offsetMs: offsetNanoseconds(zoned) / 1_000_000,
    });
    zoned = next;
  }
  return periods;
}

type Blocks = Map<number, readonly ZonePeriod[]>;
const blocksByZone = new Map<string, Blocks>();

function findBlocks(zone: string): Blocks {
  const known = blocksByZone.get(zone);
  if (known) return known;
  const oldest = blocksByZone.keys().next();
  if (blocksByZone.size >= maximumZones && !oldest.done) blocksByZone.delete(oldest.value);
  const blocks: Blocks = new Map();
  blocksByZone.set(zone, blocks);
  return blocks;
}

function findPeriod(periods: readonly ZonePeriod[], epochMs: number): ZonePeriod {
  const period = periods.find((candidate) => epochMs < candidate.untilMs);
  if (!period) throw new RangeError(`No period of the zone holds ${epochMs}`);
  return period;
}

/**
 * Answers for any instant (epoch milliseconds) the period that it lies in. Read from the tz data once for about three
 * years at a time; a period may end where nothing changes, because a block ends there.
 */
export function openTimeZone(zone: string): (epochMs: number) => ZonePeriod {
  const blocks = findBlocks(zone);
  function periodIn(epochMs: number): ZonePeriod {
    const block = Math.floor(epochMs / blockMs);
    let periods = blocks.get(block);
    if (!periods) {
      periods = readBlock(zone, block);
      blocks.set(block, periods);
    }
    return findPeriod(periods, epochMs);
  }
  return (epochMs) => {
    if (epochMs < settledMs) return periodIn(epochMs);
    const aheadMs = (Math.floor((epochMs - settledMs) / fourCenturiesMs) + 1) * fourCenturiesMs;
    const { untilMs, offsetMs } = periodIn(epochMs - aheadMs);
    return { untilMs: untilMs + aheadMs, offsetMs };
  };
}
