import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';
import { admitNotice } from '#shared/domain/notice/admit-notice.ts';
import { noDigest } from '#shared/domain/notice/digest.ts';
import { NoticePreferences } from '#shared/domain/notice/notice-preferences.ts';
import { sendDigest } from '#shared/domain/notice/send-digest.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { addNoticesIn, openDigestStore } from '#shared/persistence/digest-store.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import {
  aMember,
  anAccount,
  anAgent,
  aPresence,
  aTicket,
  atMinute,
  countingIds,
} from '#test/support/builders.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const stores = () => ({
  digests: openDigestStore(table.table, 4),
  outbound: openOutboundStore(table.table, 4),
});

function aRecord(agentId: `agt_${string}`, notices: object, scope: object = {}): AgentRecord {
  const agent = anAgent(agentId, { notices: NoticePreferences.parse(notices), ...scope });
  return { agent, presence: aPresence(agentId), members: [aMember(agentId)] };
}

const noticeOf = (record: AgentRecord, id = 'one') => ({
  id,
  record,
  ticket: aTicket({ id: 'tkt_1', assigneeId: record.agent.id }),
  event: { kind: 'ticket.assigned' } as const,
  account: anAccount(),
  isRetry: false,
});
const desk = (minute = 0) => ({ ...stores(), ids: countingIds(), now: () => Date.parse(atMinute(minute)) });

describe('a notice whose turn has come', () => {
  it('becomes a mail, a line or nothing, as its agent wants it', async () => {
    const ways = await Promise.all(
      (['mail', 'digest', 'off'] as const).map((assigned) =>
        admitNotice(desk(), noticeOf(aRecord(`agt_${assigned}`, { assigned }))),
      ),
    );

    expect(ways).toEqual(['mail', 'digest', 'off']);
  });

  it('is nothing for who does not see the ticket', async () => {
    const record = aRecord(
      'agt_blind',
      { assigned: 'mail' },
      { scope: { level: 'department', tags: ['vip'] } },
    );

    expect(await admitNotice(desk(), noticeOf(record))).toBe('off');
  });

  it('is a line once after a crash, and a mail without being counted when it is tried again', async () => {
    const record = aRecord('agt_crash', { assigned: 'digest' });
    await admitNotice(desk(), noticeOf(record));
    await admitNotice(desk(), noticeOf(record));
    expect((await stores().digests.find('agt_crash'))?.lines).toHaveLength(1);

    const mailed = aRecord('agt_again', { assigned: 'mail' });
    await admitNotice(desk(), noticeOf(mailed));
    await admitNotice(desk(), { ...noticeOf(mailed), isRetry: true });
    expect((await stores().digests.find('agt_again'))?.mailed).toBe(1);
  });

  it('finds its place among others at the same moment', async () => {
    const record = aRecord('agt_busy', { assigned: 'mail' });
    const ids = Array.from({ length: 6 }, (_, number) => `n${number}`);

    await Promise.all(ids.map((id) => admitNotice(desk(), noticeOf(record, id))));

    expect((await stores().digests.find('agt_busy'))?.mailed).toBe(6);
  });
});

describe('a digest', () => {
  it('becomes one mail when its moment has come, however often that is told', async () => {
    await admitNotice(desk(), noticeOf(aRecord('agt_eve', { assigned: 'digest' })));
    await sendDigest(desk(59), 'agt_eve');
    expect(await stores().outbound.findFirst('agt_eve')).toBeUndefined();

    await Promise.all([sendDigest(desk(60), 'agt_eve'), sendDigest(desk(60), 'agt_eve')]);
    await sendDigest(desk(61), 'agt_eve');

    const first = (await stores().outbound.findFirst('agt_eve')) as Unsent;
    expect(first.what).toMatchObject({ kind: 'digest', lines: [{ id: 'one' }], more: 0 });
    await stores().outbound.remove(first, { claims: [], delivery: null });
    expect(await stores().outbound.findFirst('agt_eve')).toBeUndefined();
    expect(await stores().digests.find('agt_eve')).toMatchObject({ lines: [], dueAt: null });
  });

  it('is nothing for who has none', async () => {
    await sendDigest(desk(), 'agt_none');

    expect(await stores().outbound.findFirst('agt_none')).toBeUndefined();
    expect(noDigest('agt_none', atMinute(0)).dueAt).toBeNull();
  });
});

describe('notices of an entry', () => {
  it('are added once, also after they were sent', async () => {
    const add = addNoticesIn(table.table, 4);
    const notice: Unsent = {
      lane: 'agt_fay',
      order: `${atMinute(0)}#ent_1`,
      ticketId: 'tkt_1',
      what: { kind: 'notice', agentId: 'agt_fay', event: { kind: 'ticket.assigned' } },
      attempts: 0,
      nextAt: atMinute(5),
    };

    await add('ent_1', [notice]);
    await stores().outbound.remove(notice, { claims: [], delivery: null });
    await add('ent_1', [notice]);

    expect(await stores().outbound.findFirst('agt_fay')).toBeUndefined();
  });
});
