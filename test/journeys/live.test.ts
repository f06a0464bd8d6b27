import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { connectLive, goLive, type LiveClient } from '#test/support/live-client.ts';
import { type NoticeDesk, openNoticeDesk } from './stories/notice-desk.ts';

let journey: Journey;
let help: NoticeDesk['help'];
let hire: NoticeDesk['hire'];
let aTicket: NoticeDesk['aTicket'];
let assign: NoticeDesk['assign'];
let textsTo: NoticeDesk['textsTo'];
beforeAll(async () => {
  journey = await startJourney();
  ({ help, hire, aTicket, assign, textsTo } = await openNoticeDesk(journey));
});
afterAll(() => journey.close());

const kindsOf = (notices: readonly Json[]) => notices.map(({ kind }) => kind);

/** So long nothing came. */
async function silence(live: LiveClient, count: number): Promise<void> {
  await journey.settle();
  expect(await live.say({ type: 'ping', id: 'silence' })).toEqual({ type: 'ack', of: 'silence' });
  expect(live.notices.map(({ id: _, at: __, ...rest }) => rest).slice(count)).toEqual([]);
}

describe('a live connection', () => {
  it('tells an agent what concerns him as it happens, and his mail what he wants mailed', async () => {
    const ann = await hire('ann', { customerMessage: 'mail', slaBreached: 'off' });
    const live = await goLive(ann.client);
    const { id: levelId } = await journey.owner.make('POST /v1/sla-levels', {
      name: 'Quick',
      targetMinutes: { firstAnswer: 6 },
    });
    await journey.owner.make('POST /v1/sla-rules', {
      name: 'Told',
      levelId,
      groups: [{ conditions: [{ field: 'subject', operator: 'is', value: 'Told' }] }],
    });
    await journey.owner.make('POST /v1/rules', {
      name: 'Says it',
      trigger: 'ticket.priorityChanged',
      actions: [{ type: 'notify', agentIds: [ann.id], body: 'Look at this' }],
    });
    const ticket = await aTicket('Told');
    await assign(ticket, ann.id);
    expect(kindsOf(await live.noticed(1))).toEqual(['assigned']);
    await journey.mailer.send({
      from: 'ivy@customer.example',
      to: help.mailbox,
      subject: `Again [${ticket.code}]`,
      text: 'And again',
    });
    expect(kindsOf(await live.noticed(2)).at(-1)).toBe('customerMessage');
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/escalate`, { reason: 'Soon' });
    expect(
      kindsOf(await live.noticed(4))
        .slice(2)
        .toSorted(),
    ).toEqual(['escalated', 'rule']);
    await journey.advanceMinutes(7);

    const notices = await live.noticed(6);

    expect(kindsOf(notices).slice(4)).toEqual(['slaWarning', 'slaBreached']);
    expect(notices.map(({ ticketId }) => ticketId)).toEqual(notices.map(() => ticket.id));
    expect(notices.at(-1)).toMatchObject({ type: 'notice', ticketCode: ticket.code, clock: 'firstAnswer' });
    expect(textsTo('ann').toSorted()).toEqual(
      notices
        .filter(({ kind }) => !['assigned', 'slaBreached'].includes(kind))
        .map(({ text }) => text)
        .toSorted(),
    );
    expect(await live.close()).toBe(1005);
  });

  it('tells nothing of what its agent does not want to hear live, nor of what he does himself', async () => {
    const bob = await hire('bob', { assigned: 'mail', live: { assigned: false } });
    const live = await goLive(bob.client);

    const ticket = await aTicket('Quiet');
    await assign(ticket, bob.id);
    await journey.settle();
    await bob.client.make(`POST /v1/tickets/${ticket.id}/escalate`, { reason: 'Mine' });

    await silence(live, 0);
    expect(textsTo('bob')).toEqual([`Ticket ${ticket.code} was given to you.`]);
    await live.close();
  });

  it('answers what it is told: pings, and what it does not understand', async () => {
    const live = await goLive(journey.owner);

    expect(await live.say({ type: 'ping', id: 'p' })).toEqual({ type: 'ack', of: 'p' });
    expect(await live.say({ type: 'dance', id: 'd' })).toEqual({
      type: 'refused',
      of: 'd',
      code: 'unknown-type',
    });
    expect(await live.say({ type: 'ping', id: 'x', more: 1 })).toMatchObject({ of: 'x', code: 'invalid' });
    expect(await live.say('no json')).toEqual({ type: 'refused', of: null, code: 'invalid' });
    await live.close();
  });
});

describe('a live token', () => {
  it('opens one connection, within a minute, and is told once', async () => {
    const { url, token, expiresAt } = await journey.owner.make('POST /v1/live-tokens');
    expect(url).toBe(`${journey.platform.url.replace('http', 'ws')}/live`);
    expect(Date.parse(expiresAt) - journey.platform.now()).toBeGreaterThan(50_000);
    const both = await Promise.allSettled([1, 2].map(() => connectLive(`${url}?token=${token}`)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(connectLive(`${url}?token=${token}`)).rejects.toThrow('401');
    await expect(connectLive(url)).rejects.toThrow('401');
    await expect(connectLive(`${url}/more?token=${token}`)).rejects.toThrow('404');

    const late = await journey.owner.make('POST /v1/live-tokens');
    await journey.advanceMinutes(1.1);
    await expect(connectLive(`${late.url}?token=${late.token}`)).rejects.toThrow('401');

    const headers = { 'idempotency-key': 'once' };
    await journey.owner.make('POST /v1/live-tokens', undefined, headers);
    const again = await journey.owner.ask('POST /v1/live-tokens', { headers });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-done' } });
  });
});

describe('who comes back', () => {
  it('is told what he missed, in order and once, and nothing that he had', async () => {
    const cleo = await hire('cleo');
    const first = await goLive(cleo.client);
    const tickets: Json[] = [];
    for (const subject of ['One', 'Two', 'Three']) tickets.push(await aTicket(subject));
    await assign(tickets[0], cleo.id);
    const [had] = await first.noticed(1);
    await first.close();
    await assign(tickets[1], cleo.id);
    await journey.settle();
    const [listed, ...older] = await cleo.client.list('/v1/notices?limit=1');
    expect(listed).toMatchObject({ kind: 'assigned', ticketId: tickets[1].id });
    expect(older).toEqual([had]);

    // What comes while he comes back is neither lost nor told before what he missed.
    const [back] = await Promise.all([goLive(cleo.client, had.id), assign(tickets[2], cleo.id)]);

    const notices = await back.noticed(2);
    const ids = [...new Set(notices.map(({ id }) => id))];
    expect(notices[0].ticketId).toBe(tickets[1].id);
    expect(new Set(notices.map(({ ticketId }) => ticketId))).toEqual(new Set([tickets[1].id, tickets[2].id]));
    expect(ids).toEqual(ids.toSorted());
    expect(ids).not.toContain(had.id);
    await back.close();
  });
});

describe('who may no more', () => {
  it('hears nothing of a ticket that he does not see now, also of what he missed', async () => {
    const dan = await hire('dan');
    const live = await goLive(dan.client);
    const ticket = await aTicket('Hidden');
    await journey.owner.make(`PATCH /v1/agents/${dan.id}`, { scope: { level: 'assigned', tags: ['vip'] } });
    await assign(ticket, dan.id);
    await silence(live, 0);
    await journey.advanceMinutes(0.6);
    expect(await dan.client.list('/v1/notices')).toEqual([]);

    await live.close();
    const back = await goLive(dan.client, 'ntc_000000000000000');
    await silence(back, 0);
    await back.close();
  });

  it('is hung up on when his key is gone, and told nothing more', async () => {
    const eve = await hire('eve');
    const live = await goLive(eve.client);
    const ticket = await aTicket('After');
    const { keyId } = await eve.client.get('/v1/me');
    const { url, token } = await eve.client.make('POST /v1/live-tokens');
    await journey.owner.make(`DELETE /v1/api-keys/${keyId}`);
    await assign(ticket, eve.id);

    expect(await live.closed).toBe(1000);
    expect(live.notices).toEqual([]);
    await expect(connectLive(`${url}?token=${token}`)).rejects.toThrow('401');
  });
});
