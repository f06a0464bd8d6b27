import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { aLevel, anSlaRule } from '#test/support/builders.ts';
import { type MailSystem, startMailSystem } from './mail-system.ts';
import { rawMail } from './raw-mail.ts';

let system: MailSystem;
beforeEach(async () => {
  system = await startMailSystem();
});
afterEach(() => system.close());

describe('an SLA rule', () => {
  it.each([
    ['a header', { field: 'header.X-Priority', operator: 'is', value: '1' }, 'sla_gold'],
    ['a header that is not there', { field: 'header.X-Other', operator: 'notEmpty' }, null],
    ['a pattern in the text', { field: 'body', operator: 'matches', value: 'burns\\b' }, 'sla_gold'],
    ['a pattern that is not in it', { field: 'body', operator: 'matches', value: '^burns' }, null],
    ['who acts', { field: 'actor.kind', operator: 'is', value: 'customer' }, 'sla_gold'],
  ])('asks a mail for %s', async (_, condition, levelId) => {
    const rule = anSlaRule('sla_gold', { groups: [{ conditions: [condition] }] });
    await system.configure([
      put(keys.configured('LEVEL', 'sla_gold'), 'level', { data: aLevel({ firstAnswer: 60 }) }),
      put(keys.configured('SLARULE', rule.id), 'slaRule', { data: rule }),
    ]);

    await system.deliver('one', rawMail({ headers: ['X-Priority: 1'] }));

    expect((await system.only()).ticket).toMatchObject({ levelId });
  });
});
