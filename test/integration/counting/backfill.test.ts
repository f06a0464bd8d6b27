import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCounted } from '#shared/domain/counting/ticket-counts.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { backfill } from '#shared/persistence/backfill.ts';
import { openCounterReader, openCounterStore } from '#shared/persistence/counter-store.ts';
import { openForecastReader } from '#shared/persistence/forecast-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openUploadStore } from '#shared/persistence/upload-store.ts';
import { openWordIndex } from '#shared/persistence/word-index.ts';
import { remove } from '#shared/persistence/write.ts';
import {
  aContext,
  aLevel,
  anAccount,
  anOpening,
  anSlaRule,
  atMinute,
  byCustomer,
} from '#test/support/builders.ts';
import { recount } from '#test/support/memory-counters.ts';
import { type StartedDesk, startDesk } from '../tickets/start-desk.ts';
import { Scene } from '../tickets/store-subjects.ts';

let started: StartedDesk;
beforeAll(async () => {
  started = await startDesk();
});
afterAll(() => started.close());

const counts = async () => Object.fromEntries(await openCounterReader(started.table).read(['dep_default']));

describe('a table of the time before counters, search and forecast', () => {
  it('is counted once, while the stream tells of changes, found by words, foreseen, and its files lead to their messages', async () => {
    const { desk, table, clock } = started;
    const counters = openCounterStore(table, clock.now);
    const tickets: Ticket[] = [];
    for (let number = 1; number <= 130; number++) {
      const scene = new Scene(desk, number);
      await desk.tickets.save(scene.opened);
      tickets.push(scene.opened.after);
    }
    const scene = new Scene(desk, 200);
    await desk.tickets.save(scene.opened);
    const answered = scene.replyWith('att_old');
    await desk.tickets.save(answered);
    await table.commit([remove(keys.fileById('att_old'))]);
    tickets.push(answered.after);
    const account = anAccount({ levels: [aLevel({ firstAnswer: 60 })], slaRules: [anSlaRule('sla_gold')] });
    const promised = openTicket(anOpening(), aContext(0, { account, ids: desk.ids, actor: byCustomer }));
    await desk.tickets.save(promised);
    tickets.push(promised.after);
    const told = tickets.slice(0, 40).map(toCounted);

    await Promise.all([backfill(table, clock.now), counters.count(told), counters.count(told)]);
    await backfill(table, clock.now);

    const parts = await openWordIndex(table).list('custom', { backward: true, after: undefined, limit: 200 });
    expect(parts.flat()).toHaveLength(tickets.length);
    const foreseen = await openForecastReader(table).list('dep_default', { upTo: atMinute(60), limit: 9 });
    expect(foreseen.map(({ ticketId }) => ticketId)).toEqual([promised.after.id]);
    expect(await counts()).toEqual(Object.fromEntries(recount(tickets)));
    expect(await openUploadStore(table).findPlace('att_old')).toEqual({
      ticketId: scene.opened.after.id,
      ticketVersion: 2,
    });
  });
});
