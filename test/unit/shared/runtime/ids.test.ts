import { describe, expect, it } from 'vitest';
import { makeCode } from '#shared/domain/ticket/code.ts';
import { openIds } from '#shared/runtime/ids.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('openIds', () => {
  it('rises while the clock stands still, and when it goes back', () => {
    let nowMs = noon;
    const ids = openIds(() => nowMs, makeCode);

    const made = Array.from({ length: 1000 }, () => ids.next('agt'));
    nowMs -= 1000;
    made.push(ids.next('agt'));
    nowMs += 2000;
    made.push(ids.next('agt'));

    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => /^agt_[0-9a-z]{26}$/.test(id))).toBe(true);
  });

  it('makes codes that do not repeat', () => {
    const ids = openIds(() => noon, makeCode);

    const codes = Array.from({ length: 200 }, () => ids.code());

    expect(new Set(codes).size).toBe(200);
    expect(codes[0]).toMatch(/^[A-Z]{3}-[A-Z]{5}-\d{3}$/);
  });
});
