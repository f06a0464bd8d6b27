import { describe, expect, it } from 'vitest';
import { admitToDigest, type Digest, emptied, noDigest } from '#shared/domain/notice/digest.ts';
import { atMinute } from '#test/support/builders.ts';

const line = (id: number) => ({ id: `n${id}`, ticketId: 'tkt_1', text: `Notice ${id}` }) as const;

/** Notices one after another, each at its minute. */
function admitAll(digest: Digest, minutes: readonly number[], way: 'mail' | 'digest' = 'mail') {
  const told: (string | null)[] = [];
  let after = digest;
  for (const [id, minute] of minutes.entries()) {
    const admission = admitToDigest(after, { line: line(id), way, at: atMinute(minute) });
    told.push(admission?.to ?? null);
    after = admission?.after ?? after;
  }
  return { told, after };
}

const atOnce = (count: number, minute = 0) => Array.from({ length: count }, () => minute);
const begun = noDigest('agt_ada', atMinute(0));

describe('admitToDigest', () => {
  it('mails ten in ten minutes, and keeps what is more for the end of those', () => {
    const { told, after } = admitAll(begun, atOnce(13, 4));

    expect(told).toEqual([...Array.from({ length: 10 }, () => 'mail'), 'digest', 'digest', 'digest']);
    expect(after).toMatchObject({ mailed: 10, dueAt: atMinute(10), more: 0 });
    expect(after.lines.map(({ id }) => id)).toEqual(['n10', 'n11', 'n12']);
  });

  it('mails again in the next stretch', () => {
    const { after } = admitAll(begun, atOnce(11, 9));

    expect(admitToDigest(after, { line: line(99), way: 'mail', at: atMinute(10) })).toMatchObject({
      to: 'mail',
      after: { since: atMinute(10), mailed: 1, dueAt: atMinute(10) },
    });
  });

  it('gathers for an hour what is asked for as a digest, without moving its end', () => {
    const { told, after } = admitAll(begun, [0, 30, 59], 'digest');

    expect(told).toEqual(['digest', 'digest', 'digest']);
    expect(after).toMatchObject({ mailed: 0, dueAt: atMinute(60) });
  });

  it('lets a flood bring the hour’s digest forward', () => {
    const { after: gathering } = admitAll(begun, [0], 'digest');
    const flood = admitAll({ ...gathering, mailed: 10 }, atOnce(1, 5)).after;

    // The first of them has the id of one that waits already.
    expect(flood.dueAt).toBe(atMinute(60));
    const next = admitToDigest(flood, { line: line(5), way: 'mail', at: atMinute(5) });
    expect(next?.after.dueAt).toBe(atMinute(10));
  });

  it('has each notice once, however often it comes', () => {
    const { after } = admitAll(begun, [0], 'digest');

    expect(admitToDigest(after, { line: line(0), way: 'digest', at: atMinute(1) })).toBeNull();
  });

  it('counts what has no room, and is empty after it was sent', () => {
    const { after } = admitAll(begun, atOnce(103), 'digest');

    expect(after.lines).toHaveLength(100);
    expect(after.more).toBe(3);
    expect(emptied(after)).toMatchObject({ lines: [], more: 0, dueAt: null, version: after.version + 1 });
  });
});
