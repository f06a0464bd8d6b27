import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#shared/domain/account/settings.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { recomputeTicket } from '#shared/domain/sla/recompute-ticket.ts';
import { recomputationAfter, type TermsChange } from '#shared/domain/sla/terms-change.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { passMoments } from '#shared/domain/ticket/pass-moments.ts';
import {
  aContext,
  aDepartment,
  aLevel,
  anAccount,
  anOpening,
  anSlaRule,
  aTicket,
  atMinute,
  begun,
  byCustomer,
  bySystem,
} from '#test/support/builders.ts';

const level = aLevel({ firstAnswer: 60 });
const calendar = {
  ...Calendar.parse({
    name: 'Office',
    timezone: 'UTC',
    weekly: { monday: [{ from: '09:00', to: '17:00' }] },
    holidays: [{ date: '2026-12-25', name: 'Christmas' }],
  }),
  ...begun,
  id: 'bh_office' as const,
};
const settings = { ...defaultSettings, ...begun, id: 'settings' as const };
const sales = aDepartment('dep_sales');

describe('a change of the configuration', () => {
  it.each<[string, TermsChange, object | null]>([
    [
      'of a target',
      { kind: 'level', before: level, after: aLevel({ firstAnswer: 90 }) },
      { departmentId: null },
    ],
    [
      'of a warning',
      { kind: 'level', before: level, after: { ...level, warnAtPercent: 50 } },
      { departmentId: null },
    ],
    [
      "of a level's calendar",
      { kind: 'level', before: level, after: { ...level, businessHoursId: 'bh_office' } },
      { departmentId: null },
    ],
    ["of a level's name", { kind: 'level', before: level, after: { ...level, name: 'Other' } }, null],
    [
      'of hours',
      {
        kind: 'calendar',
        before: calendar,
        after: { ...calendar, weekly: { friday: calendar.weekly.monday } },
      },
      { departmentId: null },
    ],
    [
      'of a zone',
      { kind: 'calendar', before: calendar, after: { ...calendar, timezone: 'Europe/Rome' } },
      { departmentId: null },
    ],
    [
      'of a holiday',
      { kind: 'calendar', before: calendar, after: { ...calendar, holidays: [] } },
      { departmentId: null },
    ],
    [
      "of a holiday's name",
      {
        kind: 'calendar',
        before: calendar,
        after: { ...calendar, holidays: [{ date: '2026-12-25', name: 'X' }] },
      },
      null,
    ],
    [
      "of a department's calendar",
      { kind: 'department', before: sales, after: { ...sales, businessHoursId: 'bh_office' } },
      { departmentId: 'dep_sales' },
    ],
    [
      "of a department's name",
      { kind: 'department', before: sales, after: { ...sales, name: 'Shop' } },
      null,
    ],
    [
      "of the account's calendar",
      { kind: 'settings', before: settings, after: { ...settings, businessHoursId: 'bh_office' } },
      { departmentId: null },
    ],
    [
      "of the account's language",
      { kind: 'settings', before: settings, after: { ...settings, language: 'it' } },
      null,
    ],
    ['that makes a level', { kind: 'level', before: null, after: level }, null],
    ['that deletes a level', { kind: 'level', before: level, after: null }, null],
  ])('%s', (_, change, expected) => {
    expect(recomputationAfter(change)).toEqual(expected);
  });
});

describe('an open ticket', () => {
  const account = anAccount({ levels: [level], slaRules: [anSlaRule(level.id)] });
  const opened = aTicket({}, account);
  const at = (minute: number, levels = [level]) =>
    aContext(minute, { account: anAccount({ levels }), actor: bySystem });

  it('is computed anew from the original start of its clocks, with an entry for each', () => {
    const change = recomputeTicket(opened, at(30, [aLevel({ firstAnswer: 240, firstResolve: 600 })]));

    expect(change?.after.clocks.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['firstAnswer', atMinute(240)],
      ['firstAssign', null],
      ['firstResolve', atMinute(600)],
    ]);
    expect(
      change?.entries.map(({ kind, before, after }) => [kind, before?.['dueAt'], after?.['dueAt']]),
    ).toEqual([
      ['sla.recomputed', atMinute(60), atMinute(240)],
      ['sla.recomputed', null, atMinute(600)],
    ]);
    expect(change?.after.due?.at).toBe(atMinute(192));
  });

  it('that is so already is left alone', () => {
    const levels = [aLevel({ firstAnswer: 240 })];
    const once = recomputeTicket(opened, at(30, levels));

    expect(recomputeTicket(once?.after ?? opened, at(31, levels))).toBeNull();
    expect(recomputeTicket(opened, at(30))).toBeNull();
  });

  it('that missed its target stays missed', () => {
    const levels = [aLevel({ firstAnswer: 240 })];
    const missed = passMoments(opened, [], at(61));

    expect(missed?.after.clocks[0]).toMatchObject({ state: 'missed', dueAt: atMinute(60) });
    expect(recomputeTicket(missed?.after ?? opened, at(62, levels))).toBeNull();
  });

  it('keeps what a level promised that is gone', () => {
    expect(recomputeTicket(opened, at(30, []))).toBeNull();
  });

  it('that is postponed takes over the new target for when it wakes', () => {
    const postponed =
      changeStatus(opened, { status: 'postponed', until: atMinute(500) }, at(30))?.after ?? opened;

    const change = recomputeTicket(
      postponed,
      at(40, [{ ...aLevel({ firstAnswer: 240 }), warnAtPercent: 50 }]),
    );

    expect(change?.after.clocks[0]).toMatchObject({
      state: 'paused',
      targetMinutes: 240,
      warnAtPercent: 50,
      dueAt: null,
    });
  });

  it('is due when the office is open, once a calendar holds for it', () => {
    const later = {
      ...account,
      calendarById: new Map([[calendar.id, calendar]]),
      settings: { ...account.settings, businessHoursId: calendar.id },
    };
    const arrivedAt = atMinute(7 * 60 + 30);
    const context = aContext(7 * 60 + 30, { account, actor: byCustomer });
    const late = openTicket(anOpening({ arrivedAt }), context).after;

    const change = recomputeTicket(late, aContext(7 * 60 + 31, { account: later, actor: bySystem }));

    expect(late.clocks[0]?.dueAt).toBe(atMinute(8 * 60 + 30));
    expect(change?.after.clocks[0]?.dueAt).toBe('2026-03-09T09:30:00.000Z');
  });
});
