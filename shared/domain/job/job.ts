import type { Caller } from '../access/principal-store.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Ids, JobId, TicketId } from '../ids.ts';
import type { RefusalCode } from '../refusal.ts';

export const jobStates = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** What could not be done; without a ticket, it concerns the job as a whole. */
export interface JobError {
  readonly ticketId: TicketId | null;
  readonly code: RefusalCode;
}

/** Who asked for it, and from where. */
export type Asker = Caller & { readonly sourceIp: string };

/** Work that is too much for one request: done in slices, each of which goes on where the one before ended. */
export interface Job<Work = unknown, Position = unknown> {
  readonly id: JobId;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly kind: string;
  readonly state: JobState;
  /** Tickets in all, as far as they are gathered. */
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** The first hundred. */
  readonly errors: readonly JobError[];
  readonly endedAt: Instant | null;
  readonly askedBy: Asker;
  /** Who asked that it ends early. */
  readonly cancelledBy: string | null;
  /** What is to be done, in the words of its kind. */
  readonly work: Work;
  /** Where it goes on, in the words of its kind; null: at the beginning. */
  readonly position: Position | null;
  /** Rises with each step: one is saved only over the state that it began with. */
  readonly step: number;
  /** Rises when a slice ends; the next one is announced by that. */
  readonly slice: number;
  /** Before then there is nothing to do. */
  readonly waitsUntil: Instant | null;
  /** When somebody looks whether it goes on; null once it has ended. */
  readonly dueAt: Instant | null;
}

/** How a job goes on after a step. */
export type Next =
  | { readonly to: 'go-on' }
  | { readonly to: 'wait'; readonly until: Instant }
  | { readonly to: 'end'; readonly state: 'done' | 'cancelled' }
  | { readonly to: 'end'; readonly state: 'failed'; readonly code: RefusalCode };

/** What one step did. */
export interface Step<Position = unknown> {
  readonly next: Next;
  /** Left out: where it was. */
  readonly position?: Position;
  /** Tickets that were gathered to be visited. */
  readonly gathered?: { readonly page: number; readonly ticketIds: readonly TicketId[] };
  readonly done?: number;
  /** Gathered, and no longer among those asked for when they were visited. */
  readonly left?: number;
  readonly errors?: readonly JobError[];
}

export function newJob<Work>(
  { kind, work, askedBy }: Pick<Job<Work>, 'kind' | 'work' | 'askedBy'>,
  { ids, at }: { ids: Ids; at: Instant },
): Job<Work> {
  return {
    id: ids.next('job'),
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind,
    state: 'queued',
    total: 0,
    done: 0,
    failed: 0,
    errors: [],
    endedAt: null,
    askedBy,
    cancelledBy: null,
    work,
    position: null,
    step: 0,
    slice: 0,
    waitsUntil: null,
    dueAt: safetyAfter(at),
  };
}

export const hasEnded = ({ state }: Pick<Job, 'state'>): boolean => state !== 'queued' && state !== 'running';

const safetyMs = 15 * 60_000;

/** A slice takes seconds: one that was not heard of for so long is woken by the sweep. */
export function safetyAfter(at: Instant): Instant {
  return toInstant(toEpochMs(at) + safetyMs);
}
