import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { Alongside, SaveOutcome } from '#shared/domain/ticket/ticket-store.ts';
import { aReply } from '#test/support/builders.ts';
import { Scene, type StoreSubject, storeSubjects } from './store-subjects.ts';

/** A save that cannot happen. */
interface Losing {
  readonly outcome: SaveOutcome;
  readonly why: string;
  readonly change: (scene: Scene) => TicketChange;
  readonly alongside?: (scene: Scene) => Alongside;
  /** What was saved before. */
  readonly first?: (scene: Scene) => { change: TicketChange; alongside?: Alongside };
}

const losing: Losing[] = [
  {
    outcome: 'changed-meanwhile',
    why: 'the ticket is no longer as it was read',
    change: (scene) => scene.reply(),
    first: (scene) => ({ change: scene.reply() }),
  },
  { outcome: 'changed-meanwhile', why: 'there is such a ticket already', change: (scene) => scene.opened },
  {
    outcome: 'changed-meanwhile',
    why: 'there is no such ticket any more',
    change: (scene) => ({ ...scene.reply(), after: { ...scene.reply().after, id: 'tkt_gone' } }),
  },
  {
    outcome: 'claimed-already',
    why: 'the mail is here',
    change: (scene) => scene.another(),
    alongside: (scene) => ({ claims: [scene.claim()] }),
    first: (scene) => ({ change: scene.another(), alongside: { claims: [scene.claim()] } }),
  },
  {
    outcome: 'claimed-already',
    why: 'what was sent is no longer on its way',
    change: (scene) => noteOnTicket(scene.opened.after, aReply({ type: 'note' }), scene.contextAt(5)),
    alongside: (scene) => ({ sent: scene.reply().unsent[0]! }),
  },
  {
    outcome: 'kept-already',
    why: 'the request was answered',
    change: (scene) => scene.another(),
    alongside: (scene) => ({ keep: scene.answer() }),
    first: (scene) => ({ change: scene.another(), alongside: { keep: scene.answer() } }),
  },
  {
    outcome: 'no-slot',
    why: 'the agent has no free slot',
    change: (scene) => scene.givenTo('agt_ada'),
    alongside: (scene) => scene.slotOf('agt_ada', 0),
  },
  {
    outcome: 'no-slot',
    why: 'the agent is offline',
    change: (scene) => scene.givenTo('agt_off'),
    alongside: (scene) => scene.slotOf('agt_off', 100),
  },
  {
    outcome: 'no-slot',
    why: 'the agent is on a break',
    change: (scene) => scene.givenTo('agt_break'),
    alongside: (scene) => scene.slotOf('agt_break', 100),
  },
  {
    outcome: 'customer-exists',
    why: 'one of his addresses belongs to another customer',
    change: (scene) => scene.another(),
    alongside: (scene) => ({ newCustomer: { ...scene.customer('second'), phone: null } }),
    first: (scene) => ({ change: scene.another(), alongside: { newCustomer: scene.customer('first') } }),
  },
  {
    outcome: 'upload-taken',
    why: 'there is no such upload',
    change: (scene) => scene.replyWith('att_gone'),
    alongside: () => ({ uploads: { ids: ['att_gone'], uploaderId: 'agt_ada' } }),
  },
  {
    outcome: 'claimed-already',
    why: 'the mail is here, whatever else is lost with it',
    change: (scene) => scene.givenTo('agt_ada'),
    alongside: (scene) => ({ claims: [scene.claim()], keep: scene.answer(), ...scene.slotOf('agt_ada', 0) }),
    first: (scene) => ({
      change: scene.reply(),
      alongside: { claims: [scene.claim()], keep: scene.answer() },
    }),
  },
];

describe.each(storeSubjects)('a save %s', (_, start) => {
  let subject: StoreSubject;
  let scene: Scene;
  let scenes = 0;

  beforeAll(async () => {
    subject = await start();
  });
  afterAll(() => subject.close());
  beforeEach(async () => {
    scenes += 1;
    scene = new Scene(subject.desk, scenes);
    await subject.desk.tickets.save(scene.opened);
  });

  it.each(losing)(
    'writes nothing and says $outcome when $why',
    async ({ outcome, change, alongside, first }) => {
      const earlier = first?.(scene);
      if (earlier !== undefined) {
        expect(await subject.desk.tickets.save(earlier.change, earlier.alongside)).toBe('saved');
      }
      const before = await subject.readAll();

      const said = await subject.desk.tickets.save(change(scene), alongside?.(scene));

      expect(said).toBe(outcome);
      expect(await subject.readAll()).toEqual(before);
    },
  );
});
