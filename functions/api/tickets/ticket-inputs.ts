import * as z from 'zod';
import { mostAttached } from '#shared/domain/attachment/upload.ts';
import type { AttachmentId } from '#shared/domain/ids.ts';
import { CustomFieldName } from '#shared/domain/ticket/custom-field.ts';
import { mostFieldsAtOnce, mostTags } from '#shared/domain/ticket/edit-ticket.ts';

export const Subject = z.string().trim().min(1).max(500);

/** As people type them; what differs only in case or accents is found alike. */
export const Tags = z.array(z.string().trim().min(1).max(100)).max(mostTags);

/** A value by field name; null takes the field away. */
export const CustomFields = z
  .record(CustomFieldName, z.union([z.string().max(2000), z.number(), z.null()]))
  .refine(
    (fields) => Object.keys(fields).length <= mostFieldsAtOnce,
    `has more than ${mostFieldsAtOnce} fields`,
  );

const longestBody = 100_000;

/** Texts of messages; a longer one is refused whole, nothing is cut. */
export const Body = z.string().min(1).max(longestBody);
export const Html = z.string().max(500_000);

/** Uploads of one's own, each for one message. */
export const AttachmentIds = z
  .array(
    z
      .string()
      .max(100)
      .transform((id) => id as AttachmentId),
  )
  .max(mostAttached)
  .refine((ids) => new Set(ids).size === ids.length, 'names a file twice');
