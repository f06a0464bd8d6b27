import type { Activity } from '../activity.ts';
import type { PlatformClock, Queues } from '../contracts.ts';
import type { Invoke } from '../lambda/invocation.ts';
import { arnOf, localAccount, localRegion } from '../template/aws-names.ts';
import type { ScheduleDefinition } from '../template/wiring.ts';
import { type Occurrences, toOccurrences } from './schedule-expression.ts';

export interface SchedulerSettings {
  readonly schedules: readonly ScheduleDefinition[];
  readonly clock: PlatformClock;
  readonly invoke: Invoke;
  readonly queues: Queues;
  readonly activity: Activity;
}

interface Schedule {
  readonly definition: ScheduleDefinition;
  readonly occurrences: Occurrences;
  lastAtMs: number;
}

/** A schedule that comes at least this often is a sweep: it only looks for what is due. */
const sweepPeriodMs = 5 * 60_000;
/** Nobody waits here for a day of retries: the next occurrence comes anyway. */
const mostRetries = 2;

/** EventBridge Scheduler. It never fires by itself: whoever owns the time (the live beat, an advance) asks it to. */
export class Scheduler {
  readonly #settings: SchedulerSettings;
  readonly #schedules: readonly Schedule[];

  constructor(settings: SchedulerSettings) {
    this.#settings = settings;
    const now = settings.clock.now();
    this.#schedules = settings.schedules.map((definition) => {
      const occurrences = toOccurrences(definition.expression);
      return { definition, occurrences, lastAtMs: occurrences.atOrBefore(now) };
    });
  }

  /** The next occurrence of a schedule that does its work at its own time; sweeps are left out. */
  nextAppointmentAtMs(): number | null {
    return earliest(this.#schedules.filter((each) => !isSweep(each)));
  }

  nextSweepAtMs(): number | null {
    return earliest(this.#schedules.filter(isSweep));
  }

  /** The last sweep at that moment or before. */
  sweepBeforeMs(atMs: number): number {
    const sweeps = this.#schedules.filter(isSweep);
    return Math.max(...sweeps.map(({ occurrences }) => occurrences.atOrBefore(atMs)));
  }

  /** Runs once whatever had an occurrence since it last ran, however many it missed. */
  async runDue(): Promise<void> {
    const now = this.#settings.clock.now();
    await this.#run(
      this.#schedules.filter(({ occurrences, lastAtMs }) => occurrences.after(lastAtMs) <= now),
    );
  }

  async runSweeps(): Promise<void> {
    await this.#run(this.#schedules.filter(isSweep));
  }

  async #run(schedules: readonly Schedule[]): Promise<void> {
    const now = this.#settings.clock.now();
    await Promise.all(
      schedules.map((schedule) => {
        schedule.lastAtMs = schedule.occurrences.atOrBefore(now);
        return this.#settings.activity.during(() => this.#fire(schedule.definition, now));
      }),
    );
  }

  async #fire(definition: ScheduleDefinition, atMs: number): Promise<void> {
    const { invoke, queues } = this.#settings;
    const event = toScheduledEvent(definition, atMs);
    const attempts = 1 + Math.min(definition.maximumRetryAttempts, mostRetries);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const result = await invoke(definition.functionName, event);
      if (result.ok) return;
      if (result.failure.errorType === 'Stopped') return;
    }
    if (definition.deadLetterQueueName)
      queues.send(definition.deadLetterQueueName, { body: JSON.stringify(event) });
  }
}

const isSweep = ({ occurrences, lastAtMs }: Schedule): boolean =>
  occurrences.after(lastAtMs) - lastAtMs <= sweepPeriodMs;

function earliest(schedules: readonly Schedule[]): number | null {
  if (schedules.length === 0) return null;
  return Math.min(...schedules.map(({ occurrences, lastAtMs }) => occurrences.after(lastAtMs)));
}

function toScheduledEvent({ name, input }: ScheduleDefinition, atMs: number): unknown {
  const time = new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const scheduleArn = arnOf('scheduler', `schedule/default/${name}`);
  if (input !== null) {
    const text = input
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn);
    return JSON.parse(text);
  }
  return {
    version: '0',
    id: `${name}-${atMs}`,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: localAccount,
    time,
    region: localRegion,
    resources: [scheduleArn],
    detail: '{}',
  };
}
