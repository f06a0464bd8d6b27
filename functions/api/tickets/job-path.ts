import * as z from 'zod';

/** A path that names no job answers 404, so any text is read as an id. */
export const JobPath = z.strictObject({ jobId: z.string().max(100) });
