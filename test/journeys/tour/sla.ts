import type { Journey } from '#test/support/journey.ts';

/** What will breach, and what ended, as pages and as files. */
export async function tourSla({ owner }: Journey): Promise<void> {
  await owner.get('/v1/sla/forecast?hours=24');
  await owner.list('/v1/sla/log?limit=1');
  await owner.get('/v1/sla/log?format=csv');
  await owner.get('/v1/sla/compliance?groupBy=agent');
}
