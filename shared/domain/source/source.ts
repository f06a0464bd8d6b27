import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { DepartmentId, type SourceId } from '../ids.ts';
import { apiSource } from './api-source.ts';
import { emailSource, refuseUnknownSecrets } from './email-source.ts';
import { formSource } from './form-source.ts';

/** What every source has, whatever its type. */
export const sourceFields = {
  name: z.string().trim().min(1).max(100),
  departmentId: DepartmentId,
  active: z.boolean().default(true),
  defaultTags: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
};

/** One way in. Each type is one object in one file; this list is the other place that a new type touches. */
export const SourceInput = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('email'), ...sourceFields, ...emailSource.parts })
    .superRefine(refuseUnknownSecrets),
  z.strictObject({ type: z.literal('form'), ...sourceFields, ...formSource.parts }),
  z.strictObject({ type: z.literal('api'), ...sourceFields, ...apiSource.parts }),
]);
export type SourceInput = z.infer<typeof SourceInput>;

type WithoutSecrets<Input> = Input extends unknown ? Omit<Input, 'secrets'> : never;

/** Secrets are kept apart, sealed, and only their names are known here. */
export type Source = Kept<SourceId, WithoutSecrets<SourceInput> & { secretsSet: readonly string[] }>;
export type EmailSource = Extract<Source, { type: 'email' }>;
export type FormSource = Extract<Source, { type: 'form' }>;
