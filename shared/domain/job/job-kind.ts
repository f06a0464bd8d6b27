import type { Permission } from '../access/permission.ts';
import type { Job, Step } from './job.ts';
import type { JobDesk } from './job-desk.ts';

/** What a job does: each kind is one file, and a line in the list of kinds. */
export interface JobKind<Work = never, Position = never> {
  /** Who has it sees, and ends, what others asked for. */
  readonly permission: Permission;
  /** Whether it may be left where it is. */
  readonly isCancellable: boolean;
  /**
   * A part of the work that takes a few seconds at most. Tried again after a crash, it must come to the same: what it
   * saves beside the job is done only once, or does not change when it is done twice.
   */
  readonly step: (job: Job<Work, Position>, desk: JobDesk) => Promise<Step>;
}
