import * as z from 'zod';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, AttachmentId, TicketId } from '../ids.ts';
import { safeFileName } from './file-name.ts';

export const UploadInput = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(500)
    .transform((name) => safeFileName(name) || 'attachment'),
  type: z
    .string()
    .trim()
    .toLowerCase()
    .max(100)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Expected a media type such as image/png'),
  size: z.int().min(1),
});
export type UploadInput = z.infer<typeof UploadInput>;

/** The message to which a file belongs; it never changes. */
export interface FilePlace {
  readonly ticketId: TicketId;
  /** Of the change that brought the message. */
  readonly ticketVersion: number;
}

/** A file that an agent announced, to attach it to one message. */
export interface Upload {
  readonly id: AttachmentId;
  readonly name: string;
  /** As he said; what it is, its first bytes tell when it is used. */
  readonly type: string;
  readonly sizeBytes: number;
  readonly uploaderId: AgentId;
  readonly createdAt: Instant;
  /** After that it can be used no longer. */
  readonly expiresAt: Instant;
  /** Null until it is used. */
  readonly place: FilePlace | null;
}

/** How its bytes are brought: exactly so, within the link's time. */
export interface UploadLink {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const megabyte = 1024 * 1024;
/** What mail takes, of one file and of all files of a message. */
export const mostAttachedBytes = 25 * megabyte;
export const mostAttached = 20;
/** An upload that no message used is forgotten. */
export const uploadHours = 24;
