import type { Journey } from '#test/support/journey.ts';
import { keepLongSlaLog } from '#test/support/long-sla-log.ts';

/** What will breach, and what ended, as pages and as files; and clocks that are computed anew. */
export async function tourSla(journey: Journey): Promise<void> {
  const { owner } = journey;
  const [level] = await owner.list('/v1/sla-levels');
  await owner.make(`PATCH /v1/sla-levels/${level.id}`, { targetMinutes: { firstAnswer: 77 } });
  await journey.advanceMinutes(2);
  await owner.get('/v1/sla/forecast?hours=24');
  await owner.get('/v1/sla/log?limit=1');
  await owner.get('/v1/sla/compliance?groupBy=agent');
  await keepLongSlaLog(journey);
  await owner.list('/v1/sla/log?limit=20');
  await owner.ask('GET /v1/sla/log?format=csv', { headers: { 'accept-encoding': 'identity' } });
}
