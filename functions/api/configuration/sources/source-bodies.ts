import * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import { apiSource } from '#shared/domain/source/api-source.ts';
import { emailSource } from '#shared/domain/source/email-source.ts';
import { formSource } from '#shared/domain/source/form-source.ts';
import { type Source, SourceInput, sourceFields } from '#shared/domain/source/source.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';
import { mergePatch, type Patch, parseWhole } from '#shared/lambda/patch.ts';

const shown = {
  ...sourceFields,
  secretsSet: z.array(z.string()).meta({ description: 'Names of the secrets that are set' }),
  webhookUrl: z.string().nullable().meta({ description: 'To be entered at the provider' }),
};

/** A source as it is answered: without its secrets. */
export const SourceBody = z
  .discriminatedUnion('type', [
    keptBody(z.strictObject({ type: z.literal('email'), settings: emailSource.parts.settings, ...shown })),
    keptBody(z.strictObject({ type: z.literal('form'), settings: formSource.parts.settings, ...shown })),
    keptBody(z.strictObject({ type: z.literal('api'), settings: apiSource.parts.settings, ...shown })),
  ])
  .meta({ id: 'Source' });

export const SourcePath = z.strictObject({ sourceId: z.string().max(100) });

const someFields = z.record(z.string().max(100), z.unknown());
const { name, departmentId, active, defaultTags } = sourceFields;

/** What a PATCH may name; settings and secrets are checked by the source's type once they are merged. */
export const SourcePatch = z.strictObject({
  type: z.string().max(30).optional(),
  name: name.optional(),
  departmentId: departmentId.optional(),
  active: active.unwrap().optional(),
  defaultTags: defaultTags.unwrap().optional(),
  settings: someFields.optional(),
  secrets: someFields.optional().meta({ description: 'A secret set to null is forgotten' }),
});

/** The source as a PATCH leaves it, with those secrets only that it names. */
export function patchedSource(source: Source, patch: Patch): SourceInput {
  if (patch['type'] !== undefined && patch['type'] !== source.type) {
    const errors = [{ path: 'type', message: `Cannot change; this is ${source.type}` }];
    throw new Refusal('invalid', 'The request has faults', { errors });
  }
  const { type, name: called, departmentId: where, active: isActive, defaultTags: tags, settings } = source;
  const before = { type, name: called, departmentId: where, active: isActive, defaultTags: tags, settings };
  return parseWhole(SourceInput, mergePatch(before, patch));
}

const rawMailPath = '/webhooks/raw/';

export function toSourceBody(source: Source, publicUrl: string) {
  const isRaw = source.type === 'email' && source.settings.provider === 'raw';
  return { ...source, webhookUrl: isRaw ? `${publicUrl}${rawMailPath}${source.id}` : null };
}
