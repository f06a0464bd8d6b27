import { describe, expect, it } from 'vitest';
import { alwaysOpen } from '#shared/domain/business-time/business-time.ts';
import { importanceAt } from '#shared/domain/sla/importance.ts';
import { aLevel, arrives, officeHours, on, tell } from './clocks.ts';

const createdAt = on('mon 09:00');
const { clocks } = tell([arrives('mon 09:00')], { level: aLevel({ firstAnswer: 960 }), hours: officeHours });

describe('importanceAt', () => {
  it.each([
    ['low', '2026-03-11T17:00:00.000Z'],
    ['normal', on('tue 17:00')],
    ['high', on('mon 13:00')],
    ['urgent', on('mon 10:00')],
  ] as const)('weighs the share of the target by priority: %s', (priority, expected) => {
    expect(importanceAt({ clocks, priority, createdAt, hours: officeHours })).toBe(expected);
  });

  it.each([
    ['low', '2026-03-30T09:00:00.000Z'],
    ['normal', '2026-03-09T09:00:00.000Z'],
    ['high', '2026-03-04T03:00:00.000Z'],
    ['urgent', '2026-03-02T19:30:00.000Z'],
  ] as const)('gives a ticket without SLA an internal target of seven days: %s', (priority, expected) => {
    const silent = tell([arrives('mon 09:00')], { level: null }).clocks;

    expect(importanceAt({ clocks: silent, priority, createdAt, hours: officeHours })).toBe(expected);
  });

  it('takes the earliest of all running clocks, also a breached one', () => {
    const level = aLevel({ firstAnswer: 120, firstAssign: 30, firstResolve: 960 });
    const several = tell([arrives('mon 09:00')], { level }).clocks;
    const breached = tell([arrives('mon 09:00'), ['mon 12:00', { type: 'transferred' }]], { level }).clocks;
    const ticket = { priority: 'normal', createdAt, hours: alwaysOpen } as const;

    expect(importanceAt({ clocks: several, ...ticket })).toBe(on('mon 09:30'));
    expect(importanceAt({ clocks: breached, ...ticket })).toBe(on('mon 09:30'));
  });

  it('does not count clocks that have ended, are paused, or belong to a chat', () => {
    const level = aLevel({ firstAnswer: 60, chatAnswer: 1 });
    const answered = tell([arrives('mon 09:00'), ['mon 09:10', { type: 'answered' }]], { level }).clocks;
    const postponed = tell([arrives('mon 09:00'), ['mon 09:10', { type: 'postponed' }]], { level }).clocks;
    const chatting = tell([['mon 09:00', { type: 'rang', kind: 'chatAnswer' }]], { level }).clocks;

    for (const others of [answered, postponed, chatting]) {
      expect(importanceAt({ clocks: others, priority: 'normal', createdAt, hours: alwaysOpen })).toBe(
        on('next-mon 09:00'),
      );
    }
  });
});
