import { describe, expect, it } from 'vitest';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { type Delivery, newDelivery } from '#shared/domain/webhook/delivery.ts';
import { failDelivery } from '#shared/domain/webhook/fail-delivery.ts';
import { aContext, anAccount, anOpening, atMinute, startMs } from '#test/support/builders.ts';
import { aRule } from '#test/support/rules.ts';
import { aWorld, down, well } from './delivery-worlds.ts';

const one = 'https://one.example.com/hooks';
const two = 'https://two.example.com/hooks';
const gone = { ...down, status: 410, reason: 'answered 410', refusal: 'gone' } as const;

const ruleCalling = (urls: readonly string[], updatedAt = atMinute(0)) => ({
  ...aRule({
    id: 'rul_told',
    active: false,
    actions: urls.map((url) => ({ type: 'webhook', url, secret: null, method: 'PUT' }) as const),
  }),
  updatedAt,
});

/** A ticket of which a rule tells two addresses. */
function aCallingWorld(...answers: Parameters<typeof aWorld>) {
  const { world, desk } = aWorld(...answers);
  const opened = openTicket(anOpening(), aContext(0, { account: anAccount() }));
  const { id: ticketId } = opened.after;
  world.tickets.ticketById.set(ticketId, { ...opened.after, setOffBy: ['rul_told'] });
  world.rules.push(ruleCalling([one, two]));
  const tell = (number: number, url = one, of: string | null = ticketId): Delivery => {
    const event = { id: `ent_${number}`, type: 'ticket.created', at: atMinute(number), ticketId: of };
    const to = {
      ruleId: 'rul_told',
      ruleKind: 'rule',
      position: url === two ? 1 : 0,
      url,
      method: 'PUT',
    } as const;
    const delivery = newDelivery(event, { to, payload: `{"number":${number}}`, at: atMinute(number) });
    world.deliveries.put(delivery);
    return delivery;
  };
  const now = ({ id }: Delivery) => world.deliveries.byId.get(id);
  const failures = () => world.tickets.entries.filter(({ kind }) => kind === 'rule.failed');
  return { world, desk, tell, now, failures };
}

describe('a delivery of a rule', () => {
  it('is called at its moment as its action says, whether the rule is active or not', async () => {
    const { world, tell, now, failures } = aCallingWorld(well);
    const delivery = tell(0);

    await world.pass(0);

    expect(world.calls).toEqual([
      {
        ownerId: 'rul_told',
        url: one,
        method: 'PUT',
        id: delivery.id,
        ticketId: delivery.ticketId,
        payload: '{"number":0}',
        atMs: startMs,
        signedWith: 'own',
      },
    ]);
    expect(now(delivery)).toMatchObject({ state: 'delivered', tries: 1 });
    expect(failures()).toEqual([]);
  });

  it('is called by the id that it was known by before it was a delivery', async () => {
    const { world, tell } = aCallingWorld(well);
    world.deliveries.put({ ...tell(0), knownAs: 'whk_1' } as Delivery);

    await world.pass(0);

    expect(world.calls.map(({ id }) => id)).toEqual(['whk_1']);
  });

  it('stands on the timeline once it has failed for a day', async () => {
    const { world, tell, now, failures } = aCallingWorld(down);
    const delivery = tell(0);

    await world.pass(24 * 60 - 1);
    expect(failures()).toEqual([]);
    await world.pass(24 * 60 + 1);

    const { state, reason, tries } = now(delivery) as Delivery;
    expect({ state, reason }).toEqual({ state: 'failed', reason: 'answered 500' });
    expect(failures()).toMatchObject([
      { ruleId: 'rul_told', reason: 'tries-used-up', after: { action: 'webhook', attempts: tries } },
    ]);
  });

  it.each([
    ['gone', 'the endpoint says so', gone],
    ['inner-address', 'its name leads inside', { ...down, refusal: 'inner-address' } as const],
    ['secret-gone', 'the rule calls that address no more', well],
  ])('fails at once as %s where %s', async (code, _, answer) => {
    const url = code === 'secret-gone' ? 'https://former.example.com/' : one;
    const { world, tell, now, failures } = aCallingWorld(answer);
    const delivery = tell(0, url);

    await world.pass(1);

    expect(now(delivery)).toMatchObject({ state: 'failed', nextAt: null });
    // What goes wrong at once goes on with the chain that the rule is part of: it ends after ten steps.
    expect(failures()).toMatchObject([{ reason: code, chain: ['rul_told'] }]);
  });

  it('fails without a ticket where its event was about none', async () => {
    const { world, tell, now, failures } = aCallingWorld(gone);
    const delivery = tell(0, one, null);

    await world.pass(1);

    expect(now(delivery)).toMatchObject({ state: 'failed', reason: 'answered 410' });
    expect(failures()).toEqual([]);
  });

  it('fails once where two end it at the same time', async () => {
    const { desk, world, tell, failures } = aCallingWorld(down);
    const delivery = tell(0);
    const failure = { code: 'tries-used-up', reason: 'answered 500' } as const;

    await Promise.all([failDelivery(desk, delivery, failure), failDelivery(desk, delivery, failure)]);
    await failDelivery(desk, delivery, failure);

    expect(failures()).toHaveLength(1);
    expect([...world.deliveries.byId.values()]).toMatchObject([{ state: 'failed', version: 2 }]);
  });
});

describe('an address of a rule', () => {
  it('is left alone after five failures, and the others of the rule are called', async () => {
    const { world, tell, now } = aCallingWorld(down);
    for (let number = 0; number < 5; number++) tell(number / 100);
    await world.pass(0.05);
    const breaker = { ownerId: 'rul_told', url: one } as const;
    expect(world.calls).toHaveLength(5);
    expect(world.breakers.of(breaker)).toMatchObject({ failures: 5, trips: 1 });

    world.answers[0] = well;
    const waits = tell(0.1, one);
    const other = tell(0.1, two);
    await world.pass(0.1);
    expect([now(waits), now(other)]).toMatchObject([{ state: 'waiting', tries: 0 }, { state: 'delivered' }]);
    await world.pass(60);

    expect([now(waits), now(other)]).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
    expect(world.breakers.of(breaker)).toMatchObject({ failures: 0, openUntil: null });
    expect(world.breakers.of({ ...breaker, url: two })).toBeUndefined();
  });

  it.each([
    ['says that it is gone', gone, 1],
    ['fails for three days', down, 4],
  ])('is given up on when it %s, until the rule changes', async (_, answer, days) => {
    const { world, tell, now, failures } = aCallingWorld(answer);
    for (let day = 0; day < days; day++) {
      tell(day * 1440);
      await world.pass((day + 1) * 1440);
    }
    const calls = world.calls.length;
    world.answers[0] = well;

    const refused = tell(days * 1440 + 1);
    await world.pass(days * 1440 + 2);
    expect(now(refused)).toMatchObject({ state: 'failed', reason: 'endpoint-is-given-up', tries: 0 });
    expect(failures().at(-1)).toMatchObject({ reason: 'endpoint-is-given-up' });
    expect(world.calls).toHaveLength(calls);
    expect(world.disabled).toEqual([]);

    world.rules.splice(0, 1, ruleCalling([one], atMinute(days * 1440 + 3)));
    const heard = tell(days * 1440 + 4);
    await world.pass(days * 1440 + 5);

    expect(now(heard)).toMatchObject({ state: 'delivered' });
  });
});
