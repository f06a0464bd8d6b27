import { auditEntryOf } from '../account/audit-entry.ts';
import type { ConfigurationStore, SaveTogether } from '../account/configuration-store.ts';
import { withInput } from '../account/configured-thing.ts';
import { toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { GivenUpReason } from './breaker.ts';
import type { WebhookSubscription } from './webhook-subscription.ts';

interface DisablingDesk {
  readonly configuration: Pick<ConfigurationStore, 'load'>;
  readonly saveTogether: SaveTogether;
  readonly ids: Ids;
  readonly now: () => number;
}

const tries = 10;

/** Switches it off by itself, with an entry of the audit log; nothing when it is off, or has another address by now. */
export async function disableSubscription(
  desk: DisablingDesk,
  { id, endpointSince }: Pick<WebhookSubscription, 'id' | 'endpointSince'>,
  reason: GivenUpReason,
): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const configuration = await desk.configuration.load();
    const before = configuration.find('webhookSubscription', id);
    if (before === undefined || !before.active || before.endpointSince !== endpointSince) return;
    const at = toInstant(desk.now());
    const after = withInput(before, { ...before, active: false, disabled: { at, reason } }, at);
    const audit = auditEntryOf(
      { noun: 'webhookSubscription', id, before, after },
      { principal: { agentId: null, keyId: null }, sourceIp: 'internal' },
      { at, ids: desk.ids, retentionDays: configuration.settings.auditRetentionDays },
    );
    const kind = 'webhookSubscription';
    const change = { before: { kind, thing: before }, after: { kind, thing: after } } as const;
    const saving = { changes: [change], decidedOn: configuration.version, audits: [audit], job: null };
    if ((await desk.saveTogether(saving)) === 'saved') return;
  }
  throw new Refusal('edited-by-someone-else', 'Others are configuring at the moment; try again.');
}
