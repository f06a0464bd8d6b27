import { describe, expect, it } from 'vitest';
import { readFormFields } from '#shared/domain/inbound/form-fields.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { FormSource } from '#shared/domain/source/source.ts';
import { aSource } from './mails.ts';

const form = aSource('src_form', {
  type: 'form',
  name: 'Contact',
  departmentId: 'dep_default',
  settings: {
    fields: [
      { name: 'order', label: 'Order', type: 'number', required: true },
      { name: 'since', label: 'Since', type: 'date' },
      { name: 'note', label: 'Note' },
    ],
  },
}) as FormSource;

function faultsOf(fields: Record<string, string | number>): readonly string[] {
  try {
    readFormFields(form, fields);
    return [];
  } catch (error) {
    return error instanceof Refusal ? (error.details.errors ?? []).map(({ path }) => path) : ['fault'];
  }
}

describe('readFormFields', () => {
  it('takes what the source declares, numbers as numbers, and leaves empty ones out', () => {
    expect(readFormFields(form, { order: '42', since: '2026-02-28', note: ' ' })).toEqual({
      order: 42,
      since: '2026-02-28',
    });
  });

  it.each([
    ['a required one that is absent', {}, ['fields.order']],
    ['a required one that is blank', { order: ' ' }, ['fields.order']],
    ['no number', { order: 'many' }, ['fields.order']],
    ['no date', { order: 1, since: '2026-02-30' }, ['fields.since']],
    ['one that nobody declared', { order: 1, colour: 'red' }, ['fields.colour']],
    ['one too long', { order: 1, note: 'x'.repeat(2001) }, ['fields.note']],
    [
      'all of them together',
      { since: 'soon', colour: 'red' },
      ['fields.colour', 'fields.order', 'fields.since'],
    ],
  ])('refuses %s', (_name, fields, paths) => {
    expect(faultsOf(fields as Record<string, string | number>)).toEqual(paths);
  });
});
