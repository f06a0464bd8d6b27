import * as z from 'zod';
import { ruleActionKinds } from '#shared/domain/action/rule-action.ts';
import { fieldTypes } from '#shared/domain/rule/field.ts';
import { fields } from '#shared/domain/rule/fields.ts';
import { operators } from '#shared/domain/rule/operators.ts';
import { triggers } from '#shared/domain/rule/triggers.ts';

const named = { name: z.string(), says: z.string() };

export const CatalogueBody = z
  .strictObject({
    triggers: z.array(
      z.strictObject({ ...named, about: z.enum(['ticket', 'agent', 'customer', 'department']) }),
    ),
    fields: z.array(
      z.strictObject({
        ...named,
        /** Ends in a dot where any name may follow. */
        type: z.enum(fieldTypes),
        operators: z.array(z.string()),
        choices: z.array(z.string()).nullable(),
        refersTo: z.string().nullable(),
      }),
    ),
    operators: z.array(
      z.strictObject({
        ...named,
        takes: z.enum(['one', 'list', 'nothing']),
        types: z.array(z.enum(fieldTypes)),
      }),
    ),
    actions: z.array(
      z.strictObject({
        type: z.string(),
        says: z.string(),
        needsTicket: z.boolean(),
        schema: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'RuleCatalogue' });

/** Read from the lists by which rules are checked and run, so that it cannot say something else. */
export function catalogue(): z.infer<typeof CatalogueBody> {
  return {
    triggers: triggers.map(({ name, says, about }) => ({ name, says, about })),
    fields: fields.map(({ name, says, type, choices, refersTo }) => ({
      name,
      says,
      type,
      operators: operators.filter(({ types }) => types.includes(type)).map((operator) => operator.name),
      choices: choices === undefined ? null : [...choices],
      refersTo: refersTo ?? null,
    })),
    operators: operators.map(({ name, says, takes, types }) => ({ name, says, takes, types: [...types] })),
    actions: ruleActionKinds.map(({ type, says, needsTicket, schema }) => ({
      type,
      says,
      needsTicket,
      schema: z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>,
    })),
  };
}
