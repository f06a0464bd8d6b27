import { openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { atMost, plain, type Tell } from '../figure.ts';

const day = [{ from: '09:00', to: '17:00' }];
const calendar = Calendar.parse({
  name: 'Office',
  timezone: 'Europe/Rome',
  weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: ['2026-01-01', '2026-04-06', '2026-05-01', '2026-06-02', '2026-12-25', '2026-12-26'].map(
    (date) => ({ date }),
  ),
});

const rounds = 20_000;
const samples = 15;
/** A week and a year of office hours. */
const ahead = [
  { name: 'a week', minutes: 40 * 60, mostMicroseconds: 10 },
  { name: 'a year', minutes: 2_080 * 60, mostMicroseconds: 100 },
];

/** How long it takes to know when a target is reached. */
export async function measure(tell: Tell): Promise<void> {
  const time = openBusinessTime(calendar);
  const fromMs = toEpochMs('2026-03-02T09:00:00.000Z');
  for (const { name, minutes, mostMicroseconds } of ahead) {
    const microseconds = Array.from({ length: samples }, () => {
      const startedMs = performance.now();
      // Starts over all of a year, so that both changes of the clocks and all holidays are met.
      for (let round = 0; round < rounds; round++) time.addMs(fromMs + round * 1_577_000, minutes * 60_000);
      return ((performance.now() - startedMs) * 1_000) / rounds;
    });
    // A machine that others use only ever takes longer.
    const best = Math.min(...microseconds);
    tell(atMost(mostMicroseconds, plain(`business time: add ${name}`, best, 'microseconds')));
  }
}
