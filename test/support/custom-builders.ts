import { type CustomField, CustomFieldInput } from '#shared/domain/ticket/custom-field.ts';
import type { CustomStatus } from '#shared/domain/ticket/custom-status.ts';
import { begun } from './builders.ts';

export function aCustomStatus(changes: Partial<CustomStatus> = {}): CustomStatus {
  return {
    label: 'Waiting for parts',
    colour: '#aa3300',
    status: 'open',
    ...begun,
    id: 'cst_parts',
    ...changes,
  };
}

export function aCustomField(said: object): CustomField {
  const field = CustomFieldInput.parse(said);
  return { ...field, ...begun, id: `fld_${field.name}` };
}
