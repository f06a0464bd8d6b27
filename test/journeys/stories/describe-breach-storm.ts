import { beforeAll, describe, expect, it } from 'vitest';
import { type BreachStorm, type StormSize, stormBreaches } from './breach-storm.ts';

/** The requirement of the sweep, with so many clocks. */
export function describeBreachStorm(size: StormSize): void {
  describe(`${size.clocks} running clocks of which ${size.due} fall due in one minute, while the sweep is killed half-way`, () => {
    let storm: BreachStorm;
    beforeAll(async () => {
      storm = await stormBreaches(size);
      const { calls, killed, lateSeconds } = storm;
      const latest = Math.max(...lateSeconds);
      process.stdout.write(
        `${JSON.stringify({ ...size, calls, killed, breaches: lateSeconds.length, latest })}\n`,
      );
    }, 1_800_000);

    it('lost sweeps', () => {
      expect(storm.killed).toBeGreaterThanOrEqual(1);
    });

    it('breaches each of them once, within a minute', () => {
      const breached = storm.dueIds.map((id) => storm.tickets.get(id)?.clocks[0]);

      expect(breached.filter((clock) => clock?.state !== 'missed')).toEqual([]);
      expect(storm.lateSeconds).toHaveLength(size.due);
      expect(Math.max(...storm.lateSeconds)).toBeLessThanOrEqual(60);
      expect(Math.min(...storm.lateSeconds)).toBeGreaterThanOrEqual(0);
    });

    it('tells of each once', () => {
      expect(storm.told.toSorted()).toEqual(storm.dueIds.toSorted());
    });

    it('touches no other, and works in proportion to what fell due', () => {
      const others = storm.otherIds.map((id) => storm.tickets.get(id));

      expect(others.filter((ticket) => ticket?.version !== 1)).toEqual([]);
      // Reminded by each of three sweeps, read each time with the configuration's version, and written once.
      expect(storm.calls['due']).toBeLessThanOrEqual(size.due * 14);
      // Ten reminders a request and a page for each two hundred, in some sweeps; others ask each shard once.
      expect(storm.calls['sla-check']).toBeLessThanOrEqual(size.due * 1.5 + 200);
    });
  });
}
