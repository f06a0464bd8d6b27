import { describe, expect, it } from 'vitest';
import { NoticeMessage, readMessage, toNoticeMessage } from '#shared/domain/live/live-message.ts';
import { tellingOfUnsent } from '#shared/domain/live/telling-of-unsent.ts';
import type { NoticeEvent, Unsent } from '#shared/domain/outbound/unsent.ts';
import { atMinute, startMs } from '#test/support/builders.ts';

const events: readonly (readonly [string, NoticeEvent])[] = [
  ['slaWarning', { kind: 'sla.warning', clock: 'firstAnswer', dueAt: atMinute(5) }],
  ['slaBreached', { kind: 'sla.breached', clock: 'firstAnswer', dueAt: atMinute(5) }],
  ['rule', { kind: 'rule', ruleId: 'rul_1', body: 'Look' }],
  ['assigned', { kind: 'ticket.assigned' }],
  ['newTicket', { kind: 'ticket.created' }],
  ['escalated', { kind: 'ticket.escalated' }],
  ['customerMessage', { kind: 'message.received' }],
];

const unsentOf = (what: Unsent['what']): Unsent => ({
  lane: 'agt_ada',
  order: `${atMinute(0)}#ntc_1`,
  ticketId: 'tkt_1',
  what,
  attempts: 0,
  nextAt: atMinute(5),
});

describe('a notice as a message', () => {
  it.each(events)('is of the kind %s, and as its schema says', (kind, event) => {
    const notice = {
      agentId: 'agt_ada',
      position: startMs,
      noticeId: 'n',
      at: atMinute(0),
      ticketId: 'tkt_1',
      event,
    } as const;

    const message = toNoticeMessage(notice, 'ABC-DEFGH-123');

    expect(message).toMatchObject({ type: 'notice', kind, ticketCode: 'ABC-DEFGH-123' });
    expect(message.text).toContain('ABC-DEFGH-123');
    expect(NoticeMessage.parse(message)).toEqual(message);
  });
});

describe('tellingOfUnsent', () => {
  it.each(events)('tells %s live only where no entry does', (_, event) => {
    const isOfLane = event.kind.startsWith('sla') || event.kind === 'rule';

    const telling = tellingOfUnsent(unsentOf({ kind: 'notice', agentId: 'agt_ada', event }));

    const expected = { agentId: 'agt_ada', at: atMinute(0), ticketId: 'tkt_1', event };
    expect(telling).toEqual(isOfLane ? { ...expected, noticeId: `${atMinute(0)}#ntc_1` } : null);
  });

  it('tells nothing else that is unsent', () => {
    expect(tellingOfUnsent(unsentOf({ kind: 'automatic', template: 'resolved' }))).toBeNull();
  });
});

describe('readMessage', () => {
  it.each([
    [
      { type: 'ping', id: 'a' },
      { ok: true, id: 'a' },
    ],
    [
      { type: 'ping', id: 'a', at: atMinute(0) },
      { ok: true, id: 'a' },
    ],
    [{ type: 'ping', id: 'a', at: 'noon' }, 'invalid'],
    [{ type: 'ping', id: '' }, 'invalid'],
    [{ type: 'ping' }, 'invalid'],
    [{ type: 'ping', id: 'x'.repeat(101) }, 'invalid'],
    [{ type: 'subscribe', id: 'a' }, 'unknown-type'],
    [{ id: 'a' }, 'unknown-type'],
    [[], 'invalid'],
    [null, 'invalid'],
    [7, 'invalid'],
  ])('reads %j', (message, expected) => {
    const read = readMessage(JSON.stringify(message));

    expect(read.ok ? read : read.refused.code).toEqual(expected);
  });

  it.each(['', '{', 'ping'])('refuses %j, which is no JSON', (text) => {
    expect(readMessage(text)).toEqual({ ok: false, refused: { type: 'refused', of: null, code: 'invalid' } });
  });

  it('knows no type by what every object has', () => {
    expect(readMessage('{"type":"constructor","id":"a"}')).toMatchObject({
      refused: { of: 'a', code: 'unknown-type' },
    });
  });
});
