import type { Kept } from '../account/kept.ts';
import type { DepartmentId, JobId } from '../ids.ts';

/** A deleted department while its tickets are on their way; under the id that it had. */
export type ClosedDepartment = Kept<
  DepartmentId,
  {
    /** Who takes over; another one once that is deleted too. */
    readonly substituteId: DepartmentId;
    readonly jobId: JobId;
  }
>;
