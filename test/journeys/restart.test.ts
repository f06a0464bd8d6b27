import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJourney } from '#test/support/journey.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smista-journey-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

describe('a platform that is stopped and started again', () => {
  it('goes on where it was', async () => {
    const before = await startJourney({ dataFolder: folder });
    const { owner } = before;
    const help = await before.openDepartment('Help', { distribution: { ticket: { method: 'roundRobin' } } });
    const agent = await before.hire('Helper', { departments: { [help.id]: { maxLoad: 1 } } });
    const send = (subject: string) =>
      before.mailer.send({ from: 'carl@customer.example', to: help.mailbox, subject, text: 'Hello' });
    await send('First');
    await before.settle();
    await send('Second');
    await before.settle();
    const [first, second] = [await before.ticketAbout('First'), await before.ticketAbout('Second')];
    expect([first.assigneeId, second.assigneeId]).toEqual([agent.id, null]);
    await before.visitor.make('POST /_local/outbox/answers', { urlContains: 'carl', status: 503, times: 1 });
    await agent.client.make(`POST /v1/tickets/${first.id}/messages`, { type: 'reply', body: 'Sent later' });
    await before.settle();
    const until = new Date(before.platform.now() + 60 * 60_000).toISOString();
    const third = await owner.make('POST /v1/tickets', { subject: 'Third', body: 'B', customer: {} });
    await owner.make(`POST /v1/tickets/${third.id}/status`, { status: 'postponed', until });
    await before.advanceMinutes(0.1);
    const seenBefore = await Promise.all(
      ['/v1/tickets', '/v1/departments', '/v1/agents', '/v1/sources', '/v1/customers', '/v1/settings'].map(
        async (path) => [path, await owner.get(path)] as const,
      ),
    );
    const clock = before.platform.now();
    const key = owner.key ?? '';
    await before.close();

    const after = await startJourney({ dataFolder: folder });
    try {
      expect(after.platform.ownerKey).toBeNull();
      expect(after.platform.now()).toBeGreaterThanOrEqual(clock);
      const again = after.clientOf(key);
      for (const [path, body] of seenBefore) expect(await again.get(path)).toEqual(body);

      // What was under way goes on: the mail leaves, the waiting ticket finds room, the postponed one wakes.
      await after.advanceMinutes(5);
      const mails = after.mailsTo('carl@customer.example').filter(({ status }) => status === 200);
      expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('Sent later')]);
      expect(await again.get(`/v1/tickets/${second.id}`)).toMatchObject({ assigneeId: agent.id });
      await after.advanceMinutes(60);
      expect(await again.get(`/v1/tickets/${third.id}`)).toMatchObject({ status: 'new' });

      // A customer's answer to the old mail finds the old ticket.
      await after.mailer.send({
        from: 'carl@customer.example',
        to: help.mailbox,
        subject: 'Hm',
        inReplyTo: mails[0]?.headers['message-id'],
        text: 'Thanks',
      });
      await after.settle();
      expect(await again.list(`/v1/tickets/${first.id}/messages`)).toHaveLength(3);
    } finally {
      await after.close();
    }
  });
});
