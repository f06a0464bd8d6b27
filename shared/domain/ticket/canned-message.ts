import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { type CannedMessageId, DepartmentId } from '../ids.ts';

/** A text that agents answer with again and again: of one department, or of the account. */
export const CannedMessageInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  departmentId: DepartmentId.nullable().default(null),
  body: z.string().trim().min(1).max(20_000),
});
export type CannedMessageInput = z.infer<typeof CannedMessageInput>;

export type CannedMessage = Kept<CannedMessageId, CannedMessageInput>;
