import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Presence } from '#shared/domain/agent/presence.ts';
import type { Desk } from '#shared/domain/desk.ts';
import { noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { assignTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { aReply, atMinute } from '#test/support/builders.ts';
import { Scene, type StoreSubject, storeSubjects } from './store-subjects.ts';

describe.each(storeSubjects)('the ticket store %s', (_, start) => {
  let subject: StoreSubject;
  let desk: Desk;
  let scene: Scene;
  let scenes = 0;

  beforeAll(async () => {
    subject = await start();
    desk = subject.desk;
  });
  afterAll(() => subject.close());
  beforeEach(async () => {
    scenes += 1;
    scene = new Scene(desk, scenes);
    expect(await desk.tickets.save(scene.opened)).toBe('saved');
  });

  const loadOf = async (agentId: Presence['agentId']) =>
    (await desk.agents.getPresences([agentId])).get(agentId)?.ticketLoad;

  it('keeps a change whole: ticket, message, timeline', async () => {
    const change = scene.reply();

    expect(await desk.tickets.save(change)).toBe('saved');

    const { id } = scene.opened.after;
    expect(await desk.tickets.find(id)).toEqual(change.after);
    expect(await desk.tickets.findMessage(id, 2)).toEqual(change.messages[0]);
    expect(await desk.tickets.findMessage(id, 3)).toBeUndefined();
    const all = { limit: 50, after: undefined };
    expect((await desk.tickets.listMessages(id, all)).items).toEqual([
      ...scene.opened.messages,
      ...change.messages,
    ]);
    expect(await desk.tickets.listEntries(id, all)).toEqual({
      items: [...scene.opened.entries, ...change.entries],
      next: undefined,
    });
  });

  it('pages through a timeline in order of writing', async () => {
    const notes = [scene.opened];
    for (let minute = 1; minute <= 11; minute++) {
      const note = noteOnTicket(notes.at(-1)!.after, aReply({ type: 'note' }), scene.contextAt(minute));
      await desk.tickets.save(note);
      notes.push(note);
    }

    const read = [];
    let after: string | undefined;
    do {
      const page = await desk.tickets.listEntries(scene.opened.after.id, { limit: 4, after });
      read.push(...page.items);
      after = page.next;
    } while (after !== undefined);

    expect(read).toEqual(notes.flatMap((note) => note.entries));
  });

  it('takes a slot of whoever is online with room, and remembers when', async () => {
    const before = (await loadOf('agt_ada'))!;

    expect(await desk.tickets.save(scene.givenTo('agt_ada'), scene.slotOf('agt_ada', before + 1))).toBe(
      'saved',
    );

    const presence = (await desk.agents.getPresences(['agt_ada'])).get('agt_ada');
    expect(presence).toMatchObject({
      ticketLoad: before + 1,
      lastAssignedAt: { dep_default: atMinute(5) },
    });
  });

  it('counts the load of both when a ticket changes hands, and of nobody once it is answered', async () => {
    const before = [await loadOf('agt_ada'), await loadOf('agt_off')];
    const first = assignTicket(scene.opened.after, 'agt_ada', scene.contextAt(1))!;
    const second = assignTicket(first.after, 'agt_off', scene.contextAt(2))!;

    await desk.tickets.save(first);
    expect([await loadOf('agt_ada'), await loadOf('agt_off')]).toEqual([before[0]! + 1, before[1]]);
    await desk.tickets.save(second);
    expect([await loadOf('agt_ada'), await loadOf('agt_off')]).toEqual([before[0], before[1]! + 1]);
    await desk.tickets.save(scene.reply(second.after));
    expect([await loadOf('agt_ada'), await loadOf('agt_off')]).toEqual(before);
  });

  it('saves what comes alongside: claims, customer, who answered him, what was sent and what became of it', async () => {
    const customer = scene.customer('new');
    const change = scene.reply();
    const email = { kind: 'email', value: customer.email! } as const;

    await desk.tickets.save(change, { claims: [scene.claim()], newCustomer: customer, keep: scene.answer() });
    const sent = noteOnTicket(change.after, aReply({ type: 'note' }), scene.contextAt(6));
    const outcome = await desk.tickets.save(sent, {
      sent: change.unsent[0]!,
      acquainted: { customerId: customer.id, agentId: 'agt_ada' },
      delivery: {
        ticketId: scene.opened.after.id,
        ticketVersion: 2,
        changes: { state: 'sent', attempts: 1 },
      },
    });

    expect(outcome).toBe('saved');
    expect(await desk.tickets.findMail([scene.claim().mailMessageId, '<unknown@example.com>'])).toEqual([
      scene.claim(),
    ]);
    expect(await desk.customers.find(customer.id)).toEqual({ ...customer, lastAgentId: 'agt_ada' });
    expect(await desk.customers.findByAddresses([email])).toMatchObject([{ owner: { id: customer.id } }]);
    expect(await desk.customers.getLastAgents([customer.id])).toEqual(new Map([[customer.id, 'agt_ada']]));
    const message = await desk.tickets.findMessage(scene.opened.after.id, 2);
    expect(message?.delivery).toMatchObject({ state: 'sent', attempts: 1, reason: null });
  });

  it('lets one of many win who decided on the same state', async () => {
    const changes = Array.from({ length: 8 }, () => scene.reply());

    const outcomes = await Promise.all(changes.map((change) => desk.tickets.save(change)));

    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'changed-meanwhile'), 'saved']);
    expect((await desk.tickets.find(scene.opened.after.id))?.version).toBe(2);
    expect(
      (await desk.tickets.listMessages(scene.opened.after.id, { limit: 9, after: undefined })).items,
    ).toHaveLength(2);
  });

  it('makes one ticket of a mail that comes eight times at once', async () => {
    const saves = Array.from({ length: 8 }, () =>
      desk.tickets.save(scene.another(), { claims: [scene.claim()] }),
    );

    const outcomes = await Promise.all(saves);

    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'claimed-already')).toHaveLength(7);
  });
});
