import { isCalendarDate } from '../business-time/calendar-date.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { FormSource } from '../source/source.ts';
import type { Ticket } from '../ticket/ticket.ts';

type FormField = FormSource['settings']['fields'][number];
type FieldValue = string | number;
type Fields = Readonly<Record<string, FieldValue>>;

const longestValue = 2000;

const faultByType: Readonly<Record<FormField['type'], (value: FieldValue) => string | null>> = {
  text: () => null,
  choice: () => null,
  number: (value) => (value !== '' && Number.isFinite(Number(value)) ? null : 'Expected a number'),
  date: (value) => (isCalendarDate(value) ? null : 'Expected a date such as 2026-11-21'),
};

/** The custom fields of a form as its source declares them; refuses with `invalid`, naming `fields.<name>`. */
export function readFormFields(source: FormSource, given: Fields): Ticket['customFields'] {
  const declared = source.settings.fields;
  const unknown = Object.keys(given).filter((name) => !declared.some((field) => field.name === name));
  const faults = [
    ...unknown.map((name) => ({ path: `fields.${name}`.slice(0, 200), message: 'Unknown field' })),
    ...declared.flatMap((field) => faultOf(field, given[field.name])),
  ];
  if (faults.length > 0) throw new Refusal('invalid', 'The form has faults.', { errors: faults });
  const filled = declared.filter(({ name }) => isFilled(given[name]));
  return Object.fromEntries(filled.map((field) => [field.name, toValue(field, given[field.name] ?? '')]));
}

const isFilled = (value: FieldValue | undefined) => value !== undefined && String(value).trim() !== '';

function faultOf({ name, type, required }: FormField, value: FieldValue | undefined): InputFault[] {
  const path = `fields.${name}`;
  if (value === undefined || !isFilled(value)) return required ? [{ path, message: 'Required' }] : [];
  if (String(value).length > longestValue)
    return [{ path, message: `Longer than ${longestValue} characters` }];
  const message = faultByType[type](value);
  return message === null ? [] : [{ path, message }];
}

const toValue = ({ type }: FormField, value: FieldValue) => (type === 'number' ? Number(value) : value);
