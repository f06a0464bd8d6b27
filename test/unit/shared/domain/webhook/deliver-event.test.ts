import { describe, expect, it } from 'vitest';
import { deliverAgain, deliverEvent } from '#shared/domain/webhook/deliver-event.ts';
import { deliveryIdOf } from '#shared/domain/webhook/delivery.ts';
import { atMinute, startMs } from '#test/support/builders.ts';
import { aWorld, down, event, other, subscriptionOf, well } from './delivery-worlds.ts';

describe('deliverEvent', () => {
  it('calls the endpoint at once and records what it answered', async () => {
    const { world } = aWorld(well);

    await world.tell();

    expect(world.calls).toMatchObject([
      { url: 'https://shop.example.com/hooks', id: world.delivery().id, payload: '{}', signedWith: 'newest' },
    ]);
    expect(world.delivery()).toMatchObject({ state: 'delivered', nextAt: null, attempts: [{ status: 204 }] });
    expect(world.breakers.byEndpoint.size).toBe(0);
  });

  it('calls once for an event that is told twice, and under one id for each subscription', async () => {
    const { world } = aWorld(well);

    await world.tell();
    await world.tell();

    expect(world.calls).toHaveLength(1);
    expect(deliveryIdOf(event, { subscriptionId: 'whs_1' })).not.toBe(
      deliveryIdOf(event, { subscriptionId: 'whs_2' }),
    );
  });

  it('tries again until it is well', async () => {
    const { world } = aWorld(down, down, well);

    await world.tell();
    expect(world.delivery()).toMatchObject({ state: 'waiting', attempts: [{ reason: 'answered 500' }] });
    await world.pass(2);

    expect(world.delivery()).toMatchObject({ state: 'delivered', tries: 3 });
    expect(new Set(world.calls.map(({ id }) => id)).size).toBe(1);
    expect(world.calls.map(({ atMs }) => (atMs - startMs) / 1000)).toEqual([0, 10, 70]);
  });

  it('calls again after a crash between a call and its record', async () => {
    const { world } = aWorld(well);
    world.deliveries.savesLeft = 0;
    await expect(world.tell()).rejects.toThrow('the process ended');
    world.deliveries.savesLeft = Number.POSITIVE_INFINITY;

    await world.pass(5);

    expect(world.calls).toHaveLength(2);
    expect(world.delivery()).toMatchObject({ state: 'delivered', tries: 1 });
  });

  it('lets one alone take a moment that two are told of', async () => {
    const { world, desk } = aWorld(down, well);
    await world.tell();
    world.nowMs = startMs + 11_000;

    const again = { ownerId: 'whs_1', deliveryId: world.delivery().id } as const;
    await Promise.all([deliverAgain(desk, again), deliverAgain(desk, again)]);
    await deliverAgain(desk, again);

    expect(world.calls).toHaveLength(2);
  });

  it('fails after a day, with its last try at the end of it', async () => {
    const { world } = aWorld(down);

    await world.tell();
    await world.pass(24 * 60 + 1);

    expect(world.delivery()).toMatchObject({
      state: 'failed',
      reason: 'answered 500',
      endedAt: atMinute(24 * 60),
    });
    expect(world.calls.at(-1)?.atMs).toBe(startMs + 86_400_000);
  });

  it('leaves an endpoint alone after five failures, and waiting costs no try', async () => {
    const { world } = aWorld(down);
    for (let number = 0; number < 5; number++) await world.tell(other(number));
    expect(world.calls).toHaveLength(5);

    await world.tell(other(9));
    await world.tell(other(10));

    expect(world.calls).toHaveLength(5);
    expect(world.delivery(other(9))).toMatchObject({ state: 'waiting', tries: 0, attempts: [] });
  });

  it('has one call try it, and then goes on with all', async () => {
    const { world } = aWorld(down, down, down, down, down, well);
    for (let number = 0; number < 8; number++) await world.tell(other(number));
    expect(world.calls).toHaveLength(5);

    await world.pass(10);

    const states = [...world.deliveries.byId.values()].map(({ state }) => state);
    expect(states).toEqual(Array.from({ length: 8 }, () => 'delivered'));
    expect(world.calls).toHaveLength(5 + 8);
    expect(world.breakers.of({ ownerId: 'whs_1', url: null })).toMatchObject({
      failures: 0,
      openUntil: null,
    });
  });

  it('ends what waited for a day behind an open breaker as failed', async () => {
    const { world } = aWorld(down);
    for (let number = 0; number < 20; number++) await world.tell(other(number));

    await world.pass(25 * 60);

    const all = [...world.deliveries.byId.values()];
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['failed']));
    expect(all.map(({ reason }) => reason)).toContain('endpoint-is-left-alone');
    expect(world.calls.length).toBeLessThan(100);
  });

  it('switches off what is failing for three days', async () => {
    const { world } = aWorld(down);
    for (let day = 0; day < 4; day++) {
      await world.tell(other(day * 1440));
      await world.pass((day + 1) * 1440);
    }

    expect(world.disabled).toEqual(['failing']);
  });

  it('switches off at once what says that it is gone', async () => {
    const { world } = aWorld({ ...down, status: 410, reason: 'answered 410', refusal: 'gone' });

    await world.tell();

    expect(world.disabled).toEqual(['gone']);
    expect(world.delivery()).toMatchObject({ state: 'failed', tries: 1 });
  });

  it('forgets what failed once the endpoint is another', async () => {
    const { world } = aWorld(down);
    for (let number = 0; number < 5; number++) await world.tell(other(number));
    world.subscription = subscriptionOf({ endpointSince: atMinute(1) });
    world.answers[0] = well;

    await world.tell(other(9));

    expect(world.delivery(other(9))).toMatchObject({ state: 'delivered' });
  });

  it.each([
    ['deleted', null],
    ['switched off', subscriptionOf({ active: false })],
  ])('ends what waits when the subscription is %s', async (_, subscription) => {
    const { world } = aWorld(down);
    await world.tell();
    world.subscription = subscription;

    await world.tell(other(1));
    await world.pass(5);

    expect(world.calls).toHaveLength(1);
    expect(world.deliveries.byId.size).toBe(1);
    expect(world.delivery()).toMatchObject({ state: 'failed', reason: 'subscription-switched-off' });
  });

  it('signs with the secret before too, as long as it is told to', async () => {
    const { world } = aWorld(well);
    world.subscription = subscriptionOf({ previousSecretUntil: atMinute(1) });

    await world.tell();
    world.nowMs = startMs + 120_000;
    await world.tell(other(2));

    expect(world.calls.map(({ signedWith }) => signedWith)).toEqual(['newest-and-previous', 'newest']);
  });

  it('lets a slow endpoint hold up nobody else', async () => {
    const { world, desk } = aWorld(well);
    const release = Promise.withResolvers<void>();
    const slow = deliverEvent(
      { ...desk, callEndpoint: (call) => release.promise.then(() => desk.callEndpoint(call)) },
      { subscriptionId: 'whs_1', event: other(1), payload: '{}' },
    );

    await world.tell(other(2));
    expect(world.delivery(other(2))).toMatchObject({ state: 'delivered' });
    release.resolve();
    await slow;

    expect(world.delivery(other(1))).toMatchObject({ state: 'delivered' });
  });
});
