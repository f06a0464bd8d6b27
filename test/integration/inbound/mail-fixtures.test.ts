import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailSystem, startMailSystem } from './mail-system.ts';

const folder = process.env['SMISTA_FIXTURES'];

/** Real mails, whole: none may be lost or counted twice. */
describe.runIf(folder !== undefined)('every real mail', () => {
  const mails = join(folder ?? '.', 'mail');
  let system: MailSystem;
  beforeAll(async () => {
    system = await startMailSystem();
  });
  afterAll(() => system.close());

  it('becomes exactly one ticket with exactly one message, sent three times at once', async () => {
    const files = readdirSync(mails).filter((file) => file.endsWith('.eml'));

    for (const file of files) {
      expect(await system.deliver(file, readFileSync(join(mails, file)), 3)).toEqual([]);
    }

    const tickets = await system.tickets();
    const keys = (await Promise.all(tickets.map(system.messagesOf)))
      .flat()
      .map((message) => message.raw?.key ?? '');
    expect(keys.sort()).toEqual(files.sort());
    expect(tickets.every(({ messageCount }) => messageCount === 1)).toBe(true);
  });
});
