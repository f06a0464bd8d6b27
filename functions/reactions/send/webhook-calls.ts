import type { CallWebhook } from '#shared/domain/webhook/call-webhook.ts';
import type { Table } from '#shared/persistence/table.ts';
import { now } from '#shared/runtime/clock.ts';
import type { Environment } from '#shared/runtime/environment.ts';

/** What signs and calls is loaded with the first call: most accounts send mails alone. */
export function webhookCallsBy(table: Table, settings: Environment<'dataKeyId'>): CallWebhook {
  let opened: Promise<CallWebhook> | undefined;
  return async (call) => {
    opened ??= openCalls(table, settings);
    return (await opened)(call);
  };
}

async function openCalls(table: Table, { dataKeyId }: Environment<'dataKeyId'>): Promise<CallWebhook> {
  const [outside, webhooks, masterKeys, secrets, keysOf] = await Promise.all([
    import('#shared/messaging/outside-request.ts'),
    import('#shared/messaging/webhook-calls.ts'),
    import('#shared/persistence/master-keys.ts'),
    import('#shared/persistence/source-secrets.ts'),
    import('#shared/runtime/keys.ts'),
  ]);
  const keys = keysOf.keysFrom(masterKeys.openMasterKeys(table, dataKeyId, { now }), now);
  const findSecrets = secrets.openSourceSecrets(table, keys);
  return webhooks.openWebhookCalls(
    outside.openCallOutside(),
    async (ruleId, url) => (await findSecrets(ruleId))[url],
  );
}
