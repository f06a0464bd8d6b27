import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { newlyKept, nextId } from '../account/configured-thing.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import type { CustomField, CustomFieldInput } from './custom-field.ts';

interface Creation {
  readonly request: ChangeRequest;
  readonly input: CustomFieldInput;
  readonly keep: (field: CustomField) => KeptAnswer | undefined;
}

/** Every request that creates a ticket carries its fields: more would make them longer than its text. */
const mostFields = 50;

/** Refuses with `in-use` the name of another field: it is how tickets and rules call it. */
export async function createCustomField(
  desk: ConfigurationDesk,
  { request, input, keep }: Creation,
): Promise<CustomField> {
  const field = newlyKept(nextId('customField', desk.ids), input, toInstant(desk.now()));
  const decide = (configuration: Configuration) => {
    const fields = configuration.list('customField');
    const same = fields.find(({ name }) => name === input.name);
    if (same) throw new Refusal('in-use', `There is a field "${input.name}" already.`, { id: same.id });
    if (fields.length >= mostFields) {
      throw new Refusal('too-large', `An account has at most ${mostFields} custom fields.`);
    }
    return { before: null, after: field, keep: keep(field) };
  };
  await changeConfiguration(desk, 'customField', { request, decide });
  return field;
}
