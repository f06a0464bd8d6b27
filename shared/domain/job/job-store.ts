import type { AuditEntry } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Instant } from '../business-time/instant.ts';
import type { JobId, TicketId } from '../ids.ts';
import type { JobMark } from '../ticket/ticket-store.ts';
import type { Job, Step } from './job.ts';

/** A job, what it gathered, and what it did already. */
export interface JobStore {
  /** Consistent. */
  find(id: string): Promise<Job | undefined>;
  /** The job with the entry of its start: one transaction. */
  start(
    job: Job,
    records: { audit: AuditEntry; keep: KeptAnswer | undefined },
  ): Promise<'saved' | 'kept-already'>;
  /**
   * What a step gathered, the job after it, and the entry of its end: one transaction. `done-already` when somebody else
   * saved this step; a wish to cancel that came meanwhile stays.
   */
  save(
    after: Job,
    beside: { gathered: Step['gathered']; audit: AuditEntry | null },
  ): Promise<'saved' | 'done-already'>;
  findGathered(id: JobId, page: number): Promise<readonly TicketId[]>;
  /** Those of these tickets to which the job did its work in that round. */
  findDone(mark: JobMark, ticketIds: readonly TicketId[]): Promise<ReadonlySet<TicketId>>;
  /** Nothing when it has ended. */
  askToCancel(id: JobId, wish: { by: string; at: Instant }): Promise<void>;
  /** Unless somebody moved it meanwhile. */
  moveDue(id: JobId, due: { from: Instant; to: Instant }): Promise<void>;
}
