import { describe, expect, it } from 'vitest';
import type { JobDesk } from '#shared/domain/job/job-desk.ts';
import { type Delivery, newDelivery, withEnd } from '#shared/domain/webhook/delivery.ts';
import { type WebhookReplayWork, webhookReplay } from '#shared/domain/webhook/webhook-replay.ts';
import { atMinute, startMs } from '#test/support/builders.ts';
import { MemoryDeliveries } from '#test/support/memory-deliveries.ts';

const subscriptionId = 'whs_1';

function aDelivery(minute: number, state: 'failed' | 'delivered' = 'failed'): Delivery {
  const event = { id: `ent_${minute}`, type: 'ticket.created', at: atMinute(minute), ticketId: null };
  const added = newDelivery(event, { to: { subscriptionId }, payload: '{}', at: atMinute(minute) });
  return withEnd(added, { state, reason: null }, atMinute(minute));
}

const work: WebhookReplayWork = {
  subscriptionId,
  from: atMinute(10),
  to: atMinute(109),
  states: ['failed'],
  events: null,
};
type ReplayJob = Parameters<typeof webhookReplay.step>[0];
const jobAt = (position: ReplayJob['position'], changes: Partial<WebhookReplayWork> = {}) =>
  ({ id: 'job_1', work: { ...work, ...changes }, position }) as unknown as ReplayJob;

/** Step after step, as slices do them; each step may be done twice. */
async function run(deliveries: MemoryDeliveries, times: number, changes: Partial<WebhookReplayWork> = {}) {
  const desk = { deliveries, now: () => startMs + 200 * 60_000 } as unknown as JobDesk;
  let done = 0;
  for (let position: ReplayJob['position'] = null; ; ) {
    const job = jobAt(position, changes);
    for (let time = 1; time < times; time++) await webhookReplay.step(job, desk);
    const step = await webhookReplay.step(job, desk);
    done += step.done ?? 0;
    if (step.next.to === 'end') return done;
    position = step.position as ReplayJob['position'];
  }
}

async function aStore(count: number): Promise<MemoryDeliveries> {
  const deliveries = new MemoryDeliveries();
  for (let minute = 0; minute < count; minute++) {
    await deliveries.add(aDelivery(minute, minute % 4 === 3 ? 'delivered' : 'failed'));
  }
  return deliveries;
}

const waiting = (deliveries: MemoryDeliveries) =>
  [...deliveries.byId.values()].filter(({ state }) => state === 'waiting');

describe('a replay of a range', () => {
  it.each([1, 2])('sends again what failed in it, once, with every step done %i times', async (times) => {
    const deliveries = await aStore(130);

    const done = await run(deliveries, times);

    expect(done).toBe(75);
    expect(waiting(deliveries)).toHaveLength(75);
    expect(new Set(waiting(deliveries).map(({ replays }) => replays))).toEqual(new Set([1]));
    const ats = waiting(deliveries).map(({ createdAt }) => createdAt);
    expect([ats.toSorted()[0], ats.toSorted().at(-1)]).toEqual([atMinute(10), atMinute(109)]);
  });

  it('takes the states and events that are asked for', async () => {
    expect(await run(await aStore(20), 1, { states: ['delivered'] })).toBe(3);
    expect(await run(await aStore(20), 1, { events: ['ticket.created'] })).toBe(7);
    expect(await run(await aStore(20), 1, { events: ['ticket.tagged'] })).toBe(0);
  });

  it('is over at once where nothing was delivered', async () => {
    expect(await run(new MemoryDeliveries(), 1)).toBe(0);
  });
});
