import * as z from 'zod';
import { TimeZone } from '../account/time-zone.ts';
import { faultOf } from './condition-faults.ts';
import { findField } from './fields.ts';
import { operators } from './operators.ts';

const longestText = 1000;
const mostValues = 200;

const One = z.union([z.string().max(longestText), z.number(), z.boolean(), z.null()]);
const Several = z.array(z.union([z.string().max(longestText), z.number()])).max(mostValues);

/** Asks one field one thing; the catalogue lists fields, operators and what goes with what. */
export const Condition = z
  .strictObject({
    field: z
      .string()
      .max(200)
      .refine((name) => findField(name) !== undefined, 'is no field that conditions know')
      .meta({ examples: ['subject', 'customFields.colour'] }),
    operator: z.enum(operators.map(({ name }) => name)),
    value: z.union([One, Several]).optional(),
    /** For the time of the day and the weekday; without it the account's. */
    timezone: TimeZone.optional(),
  })
  .superRefine((condition, context) => {
    const fault = faultOf(condition);
    if (fault !== null) context.addIssue({ code: 'custom', path: [fault.at], message: fault.message });
  });
export type Condition = z.infer<typeof Condition>;

/** Conditions of a group are joined by AND, groups by OR; no group means always (behaviour.md section 7). */
export const ConditionGroups = z
  .array(z.strictObject({ conditions: z.array(Condition).min(1).max(50) }))
  .max(20)
  .default([]);
export type ConditionGroups = z.infer<typeof ConditionGroups>;
