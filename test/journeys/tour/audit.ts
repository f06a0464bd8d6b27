import type { Journey } from '#test/support/journey.ts';
import { changeLongRule } from '#test/support/long-rule.ts';

/** The audit log, as pages and as a file, and somebody whom it tells of. */
export async function tourAudit({ owner, clientOf }: Journey): Promise<void> {
  await clientOf('smk_nobody').ask('GET /v1/audit');
  const ruleId = await changeLongRule(owner.make);
  await owner.ask('GET /v1/audit?action=timeRule&format=csv', { headers: { 'accept-encoding': 'identity' } });
  await owner.make(`DELETE /v1/time-rules/${ruleId}`);
  await owner.list('/v1/audit?action=department&limit=1');
  await owner.get('/v1/audit?format=csv');
}
