import * as z from 'zod';
import { CustomFieldName } from '../ticket/custom-field.ts';
import { setFields } from '../ticket/edit-ticket.ts';
import { actionKind } from './action-kind.ts';

/** Null takes the field away. */
export const setCustomField = actionKind({
  type: 'setCustomField',
  says: 'Sets a custom field, or takes it away',
  schema: z.strictObject({
    type: z.literal('setCustomField'),
    name: CustomFieldName,
    value: z.union([z.string().max(2000), z.number(), z.null()]),
  }),
  opens: false,
  needs: () => ['tickets.changeStatus'],
  act: (draft, { name, value }) => setFields(draft, { [name]: value }),
});
