import { Temporal } from 'temporal-polyfill';
import type { DeskClient } from './desk-client.ts';

/** The company's zone: its hours, and the times that are printed. */
export const zone = 'Europe/Rome';

const monday = 1;

/** The platform clock on one working day, in the company's own time. */
export class DayClock {
  readonly #desk: DeskClient;
  readonly #day: Temporal.PlainDate;

  private constructor(desk: DeskClient, day: Temporal.PlainDate) {
    this.#desk = desk;
    this.#day = day;
  }

  /** Goes to half past eight of the next Monday. */
  static async open(desk: DeskClient): Promise<DayClock> {
    const today = Temporal.Instant.from(await nowOf(desk))
      .toZonedDateTimeISO(zone)
      .toPlainDate();
    const day = today.add({ days: (monday - today.dayOfWeek + 7) % 7 || 7 });
    const clock = new DayClock(desk, day);
    await clock.reach('08:30');
    return clock;
  }

  get date(): string {
    return this.#day.toString();
  }

  /** The instant of a wall time of this day, or of so many days later. */
  instantOf(time: string, daysLater = 0): string {
    const moment = this.#day.add({ days: daysLater }).toZonedDateTime({ timeZone: zone, plainTime: time });
    return moment.toInstant().toString({ fractionalSecondDigits: 3 });
  }

  /** Returns when everything that became due on the way is done; what is past is past. */
  async reach(time: string): Promise<void> {
    const missingMs = Date.parse(this.instantOf(time)) - Date.parse(await nowOf(this.#desk));
    if (missingMs > 0)
      await this.#desk.post('/_local/clock', { advanceSeconds: Math.ceil(missingMs / 1000) });
  }
}

const nowOf = async (desk: DeskClient): Promise<string> =>
  (await desk.get<{ now: string }>('/_local/clock')).now;

const localTime = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);

export const wallTimeOf = (instant: string): string =>
  localTime(instant).toPlainTime().toString({ smallestUnit: 'minute' });

/** With the day, where it is not the same as the other instant's. */
export function wallTimeSeenFrom(seenFrom: string, instant: string): string {
  const local = localTime(instant);
  const isSameDay = local.toPlainDate().equals(localTime(seenFrom).toPlainDate());
  const day = isSameDay ? '' : `${local.toLocaleString('en-GB', { weekday: 'short' })} `;
  return `${day}${wallTimeOf(instant)}`;
}
