import * as z from 'zod';
import type { OrderingDesk } from '#shared/domain/rule/order-rules.ts';
import type { ConfiguringDesk } from './configuring-desk.ts';

/** What the routes work with that put rules in order. */
export interface OrderDesk extends ConfiguringDesk, Pick<OrderingDesk, 'saveTogether'> {}

const ids = z.array(z.string().max(100)).max(5000);

export const RuleOrderInput = z.strictObject({
  ids: ids.meta({ description: 'All rules of this kind, active or not, the first that runs first' }),
});

export const RuleOrderBody = z
  .strictObject({
    ids,
    version: z.int().meta({ description: 'Of the whole configuration: for `If-Match`' }),
  })
  .meta({ id: 'RuleOrder' });

/** What all three kinds of rules say of their order. */
export const orderTexts = {
  read: 'Rules run by their `order`; of one number the older rule runs first.',
  change:
    'As few rules as can be get another `order`, at most 90 at once. Each rule is named once; ' +
    'with `If-Match` nobody else has configured anything meanwhile.',
} as const;
