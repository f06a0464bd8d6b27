import type { Journey } from '#test/support/journey.ts';

/** The audit log, as pages and as a file, and somebody whom it tells of. */
export async function tourAudit({ owner, clientOf }: Journey): Promise<void> {
  await clientOf('smk_nobody').ask('GET /v1/audit');
  await owner.list('/v1/audit?action=department&limit=1');
  await owner.get('/v1/audit?format=csv');
}
