import { describe, expect, it } from 'vitest';
import { CustomFieldInput, requireCustomFields } from '#shared/domain/ticket/custom-field.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { aContext, anAccount, anOpening, aTicket } from '#test/support/builders.ts';
import { aCustomField } from '#test/support/custom-builders.ts';

const account = anAccount({
  customFields: [
    aCustomField({ name: 'note', label: 'Note', type: 'text' }),
    aCustomField({ name: 'size', label: 'Size', type: 'number' }),
    aCustomField({ name: 'bought', label: 'Bought', type: 'date' }),
    aCustomField({ name: 'plan', label: 'Plan', type: 'choice', choices: ['free', 'paid'] }),
  ],
});
const faultsOf = (act: () => unknown) => {
  try {
    act();
    return [];
  } catch (error) {
    return (error as { details: { errors: { path: string }[] } }).details.errors.map(({ path }) => path);
  }
};

describe('requireCustomFields', () => {
  it.each([
    ['note', 'any text'],
    ['size', 0.5],
    ['bought', '2024-02-29'],
    ['plan', 'paid'],
    ['plan', null],
    ['gone', null],
  ])('lets %s be %s', (name, value) => {
    expect(faultsOf(() => requireCustomFields({ [name]: value }, account))).toEqual([]);
  });

  it.each([
    ['note', 5],
    ['size', '5'],
    ['bought', '2023-02-29'],
    ['bought', 'tomorrow'],
    ['bought', 20260101],
    ['plan', 'Paid'],
    ['gone', 'anything'],
  ])('refuses %s as %s, and names it', (name, value) => {
    expect(faultsOf(() => requireCustomFields({ [name]: value }, account))).toEqual([`customFields.${name}`]);
  });

  it('lets anything go while the account has no fields', () => {
    expect(faultsOf(() => requireCustomFields({ gone: 'anything' }, anAccount()))).toEqual([]);
  });
});

describe('editTicket with custom fields', () => {
  it('refuses all of the change with a wrong one', () => {
    const edit = () =>
      editTicket(aTicket(), { priority: 'high', customFields: { size: 'large' } }, aContext(5, { account }));

    expect(faultsOf(edit)).toEqual(['customFields.size']);
  });

  it('leaves what a ticket had before the fields were configured', () => {
    const { after } = openTicket(anOpening({ customFields: { gone: 'kept' } }), aContext(0, { account }));

    const edited = editTicket(after, { customFields: { size: 3 } }, aContext(5, { account }));

    expect(edited?.after.customFields).toEqual({ gone: 'kept', size: 3 });
  });
});

describe('a custom field', () => {
  it.each([
    [{ type: 'choice' }],
    [{ type: 'choice', choices: [] }],
    [{ type: 'text', choices: ['one'] }],
    [{ type: 'text', name: '1st' }],
    [{ type: 'text', name: 'with space' }],
    [{ type: 'colour' }],
  ])('cannot be %j', (said) => {
    expect(CustomFieldInput.safeParse({ name: 'plan', label: 'Plan', ...said }).success).toBe(false);
  });
});
