import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Errand } from '#shared/domain/rule/errand.ts';
import type { Ruled } from '#shared/domain/rule/rule-desk.ts';
import { webhookDeliveryWrite } from './delivery-writes.ts';
import * as keys from './keys.ts';
import { errandOf, ruledEvent } from './keys-rule.ts';
import type { NamedWrite } from './named-write.ts';
import { put, putNew, removeExisting, type Write } from './write.ts';

/** Longer than any queue or stream tells an event again. */
const keptSeconds = 40 * 86_400;

/** What stands beside a change of rules: first what tells that it was made already. */
export function ruledWrites(
  { mark, done, errands, deliveries }: Ruled,
  dueShards: number,
): NamedWrite<'done-already' | 'changed-meanwhile'>[] {
  const marked =
    mark === null
      ? []
      : [
          putNew(ruledEvent(mark.eventId), 'ruled', {
            data: mark,
            beside: { expiresAt: Math.ceil(toEpochMs(mark.at) / 1000) + keptSeconds },
          }),
        ];
  const ended = done === null ? [] : [removeExisting(errandOf(done.id, done.ticketId))];
  // Made of event, rule and action: one that stands there was added with what is saved here.
  const told = deliveries.map((delivery) => webhookDeliveryWrite(delivery, dueShards));
  return [
    ...[...marked, ...ended, ...told].map((write) => ({ write, otherwise: 'done-already' as const })),
    ...errands.map((errand) => ({
      write: errandWrite(errand, dueShards),
      otherwise: 'changed-meanwhile' as const,
    })),
  ];
}

function errandWrite(errand: Errand, dueShards: number): Write {
  const due = { at: errand.nextAt, sweep: 'wake' } as const;
  const beside = keys.dueKeys(due, keys.shardOf(errand.id, dueShards));
  return put(errandOf(errand.id, errand.ticketId), 'errand', { data: errand, beside });
}
