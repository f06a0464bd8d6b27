import type { PlatformClock, Queues, TableEngine } from '../contracts.ts';
import type { DueMoments } from './due-index.ts';
import type { Scheduler } from './scheduler.ts';

export interface TimelineSettings {
  readonly clock: PlatformClock;
  readonly queues: Queues;
  readonly scheduler: Scheduler;
  readonly due: DueMoments;
  readonly engine: Pick<TableEngine, 'sweepExpired'>;
  readonly settle: () => Promise<void>;
  /** Lets every queue be looked at: the clock has moved. */
  readonly wakeQueues: () => void;
}

interface Moment {
  readonly atMs: number;
  readonly act: () => Promise<void> | void;
}

const beatMs = 250;
const expiryPeriodMs = 60_000;

/** Makes things happen when the platform clock reaches them, whether it runs with the wall or is advanced. */
export class Timeline {
  readonly #settings: TimelineSettings;
  readonly #beat: NodeJS.Timeout;
  #advancing: Promise<void> = Promise.resolve();
  #advances = 0;
  #lastExpiryAtMs = 0;
  #stuckMark = '';

  constructor(settings: TimelineSettings) {
    this.#settings = settings;
    this.#beat = setInterval(() => void this.#live().catch(() => undefined), beatMs);
  }

  /** Advances one after the other; resolves when everything that became due is done. */
  advance(seconds: number): Promise<void> {
    this.#advances += 1;
    const advanced = this.#advancing.then(() => this.#advance(seconds));
    this.#advancing = advanced
      .catch(() => undefined)
      .then(() => {
        this.#advances -= 1;
      });
    return advanced;
  }

  close(): void {
    clearInterval(this.#beat);
  }

  async #live(): Promise<void> {
    const { clock, scheduler, wakeQueues } = this.#settings;
    if (this.#advances > 0) return;
    wakeQueues();
    await scheduler.runDue();
    if (clock.now() - this.#lastExpiryAtMs >= expiryPeriodMs) await this.#expire();
  }

  /**
   * Goes from one due moment to the next, in order, and lets the system come to rest at each. A sweep runs only where
   * it would find something: at its last occurrence before the next entry of the due index (sweeps look ahead, so that
   * the entry's own message is under way before its moment comes), once more when an overdue entry was left behind by
   * a sweep that did get further, and always at the end. A day without anything due therefore costs one sweep.
   */
  async #advance(seconds: number): Promise<void> {
    const { clock, settle, scheduler } = this.#settings;
    const targetMs = clock.now() + seconds * 1000;
    await settle();
    for (;;) {
      const moment = await this.#nextMoment();
      if (!moment || moment.atMs > targetMs) break;
      clock.moveTo(moment.atMs);
      await moment.act();
      await settle();
    }
    clock.moveTo(targetMs);
    await scheduler.runDue();
    await scheduler.runSweeps();
    await settle();
    await this.#deliverUntil(targetMs);
    await this.#expire();
    await settle();
  }

  /** The last sweep may have sent for moments that have come while the system was at rest. */
  async #deliverUntil(targetMs: number): Promise<void> {
    const { queues, clock, wakeQueues, settle } = this.#settings;
    for (
      let atMs = queues.nextVisibleAtMs();
      atMs !== null && atMs <= targetMs;
      atMs = queues.nextVisibleAtMs()
    ) {
      clock.moveTo(atMs);
      wakeQueues();
      await settle();
    }
    wakeQueues();
    await settle();
  }

  async #nextMoment(): Promise<Moment | null> {
    const { scheduler, queues, wakeQueues, clock } = this.#settings;
    const visibleAtMs = queues.nextVisibleAtMs();
    const appointmentAtMs = scheduler.nextAppointmentAtMs();
    const moments: (Moment | null)[] = [
      visibleAtMs === null ? null : { atMs: Math.max(visibleAtMs, clock.now()), act: wakeQueues },
      appointmentAtMs === null ? null : { atMs: appointmentAtMs, act: () => scheduler.runDue() },
      await this.#nextSweep(),
    ];
    return moments
      .filter((moment) => moment !== null)
      .reduce<Moment | null>((first, each) => (first && first.atMs <= each.atMs ? first : each), null);
  }

  async #nextSweep(): Promise<Moment | null> {
    const { scheduler, due, clock } = this.#settings;
    const nextSweepAtMs = scheduler.nextSweepAtMs();
    if (nextSweepAtMs === null) return null;
    const overdue = await due.firstFrom(0);
    if (overdue && overdue.atMs <= clock.now() && overdue.mark !== this.#stuckMark) {
      return this.#sweepAt(nextSweepAtMs, overdue.mark);
    }
    const coming = await due.firstFrom(Math.max(nextSweepAtMs, clock.now()));
    return (
      coming && this.#sweepAt(Math.max(nextSweepAtMs, scheduler.sweepBeforeMs(coming.atMs)), this.#stuckMark)
    );
  }

  #sweepAt(atMs: number, mark: string): Moment {
    return {
      atMs,
      act: async () => {
        this.#stuckMark = mark;
        await this.#settings.scheduler.runDue();
      },
    };
  }

  async #expire(): Promise<void> {
    const { clock, engine } = this.#settings;
    this.#lastExpiryAtMs = clock.now();
    await engine.sweepExpired(clock.now());
  }
}
