import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { RuleId } from '#shared/domain/ids.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import * as keys from '#shared/persistence/keys.ts';
import type { Table } from '#shared/persistence/table.ts';
import { unsentThing } from '#shared/persistence/unsent-thing.ts';
import { put } from '#shared/persistence/write.ts';

interface FormerCall {
  readonly lane: string;
  readonly ticketId: `tkt_${string}`;
  readonly ruleId: RuleId;
  readonly url: string;
  readonly nowMs: number;
}

/** A call of a rule as it was left before calls were deliveries (decision 039), tried three times. */
export async function keepFormerCall(table: Table, { nowMs, ...call }: FormerCall): Promise<void> {
  const { lane, ticketId, ruleId, url } = call;
  const at = toInstant(nowMs);
  const data = { eventId: 'ent_1', rule: { id: ruleId, name: 'Former' }, ticketId };
  const payload = JSON.stringify({ type: 'ticket.created', timestamp: at, data });
  const unsent: Unsent = {
    lane,
    order: `${at}#out_1`,
    ticketId,
    what: { kind: 'webhook', ruleId, url, method: 'PUT', payload },
    attempts: 3,
    nextAt: at,
  };
  await table.commit([put(keys.unsentAt(lane, unsent.order), 'unsent', unsentThing(unsent, 4))]);
}
