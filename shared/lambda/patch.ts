import * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import { toInputFaults } from './input-faults.ts';

/** Fields of a PATCH as they came; objects in objects are merged, everything else is replaced. */
export type Patch = Readonly<Record<string, unknown>>;

/** What a field takes in a PATCH: nothing is required, and nothing is filled in. */
function fieldOf(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return fieldOf(schema.def.innerType);
  }
  if (schema instanceof z.ZodNullable) return z.nullable(fieldOf(schema.def.innerType));
  return schema instanceof z.ZodObject ? patchOf(schema) : schema;
}

/** The schema of a PATCH: every field optional, in objects within it too, without defaults; unknown ones are refused. */
export function patchOf(schema: z.ZodObject): z.ZodType<Patch> {
  const fields = Object.entries(schema.shape).map(
    ([name, field]) => [name, z.optional(fieldOf(field))] as const,
  );
  return z.strictObject(Object.fromEntries(fields));
}

const isFields = (value: unknown): value is Patch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function mergePatch(before: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const fields = new Map(isFields(before) ? Object.entries(before) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined) fields.set(name, mergePatch(fields.get(name), value));
  }
  return Object.fromEntries(fields);
}

/**
 * A thing after a PATCH, checked as a whole: what is left may not fit together.
 * @param before may have fields beside those of the schema.
 */
export function withPatch<Schema extends z.ZodObject>(
  schema: Schema,
  before: object,
  patch: Patch,
): z.output<Schema> {
  const said = Object.entries(before).filter(([name]) => name in schema.shape);
  return parseWhole(schema, mergePatch(Object.fromEntries(said), patch));
}

/** Refuses with `invalid`, as at the edge. */
export function parseWhole<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid', 'The request has faults', { errors: toInputFaults(parsed.error.issues) });
}
