import * as z from 'zod';
import type { Account } from '../account/account.ts';
import type { Kept } from '../account/kept.ts';
import { isCalendarDate } from '../business-time/calendar-date.ts';
import type { CustomFieldId } from '../ids.ts';
import { type InputFault, Refusal } from '../refusal.ts';

const customFieldTypes = ['text', 'number', 'date', 'choice'] as const;

/** As conditions and requests write it: `customFields.<name>`. */
export const CustomFieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/);

/** What may change of a field. */
export const CustomFieldLook = z.strictObject({
  label: z.string().trim().min(1).max(100),
  /** What may be chosen, for `choice` alone. */
  choices: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
});

/** A field that tickets of the account may have; its name and type stay. */
export const CustomFieldInput = z
  .strictObject({ name: CustomFieldName, type: z.enum(customFieldTypes), ...CustomFieldLook.shape })
  .refine(({ type, choices }) => (type === 'choice') === choices.length > 0, {
    path: ['choices'],
    message: 'are what may be chosen: some for `choice`, none for the other types',
  });
export type CustomFieldInput = z.infer<typeof CustomFieldInput>;
export type CustomField = Kept<CustomFieldId, CustomFieldInput>;

type Value = string | number;
export type GivenFields = Readonly<Record<string, Value | null>>;

/** What is wrong with a value of each type; null when it fits. */
const faultByType: Readonly<
  Record<CustomFieldInput['type'], (value: Value, field: CustomFieldInput) => string | null>
> = {
  text: (value) => (typeof value === 'string' ? null : 'is a text'),
  number: (value) => (typeof value === 'number' ? null : 'is a number'),
  date: (value) => (isCalendarDate(value) ? null : 'is a date such as 2026-11-21'),
  choice: (value, { choices }) =>
    choices.some((choice) => choice === value) ? null : `is one of ${choices.join(', ').slice(0, 500)}`,
};

/** What is wrong with a value of a field; null, which takes the field away, always fits. */
export function faultOfField(
  name: string,
  value: Value | null,
  fieldByName: ReadonlyMap<string, CustomField>,
): string | null {
  if (value === null) return null;
  const field = fieldByName.get(name);
  return field === undefined ? 'is no field of this account' : faultByType[field.type](value, field);
}

/**
 * Refuses with `invalid`, naming `customFields.<name>`, what the account's fields do not know or not so. While none is
 * configured any name goes; null, which takes a field away, always does.
 */
export function requireCustomFields(given: GivenFields, { customFieldByName }: Account): void {
  if (customFieldByName.size === 0) return;
  const errors = Object.entries(given).flatMap(([name, value]): InputFault[] => {
    const message = faultOfField(name, value, customFieldByName);
    return message === null ? [] : [{ path: `customFields.${name}`, message }];
  });
  if (errors.length > 0) throw new Refusal('invalid', 'The custom fields have faults.', { errors });
}
