import type * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import { toInputFaults } from './input-faults.ts';

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'A message is not JSON');
  }
}

/** A message's body by its schema; refuses with `invalid`, naming paths and never contents. */
export function readMessage<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const parsed = schema.safeParse(toJson(text));
  if (parsed.success) {
    return parsed.data;
  }
  const errors = toInputFaults(parsed.error.issues);
  throw new Refusal('invalid', `A message has faults at ${errors.map(({ path }) => path).join(', ')}`, {
    errors,
  });
}
