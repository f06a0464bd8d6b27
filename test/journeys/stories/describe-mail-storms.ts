import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startJourney } from '#test/support/journey.ts';
import { type StartedProcess, startProcess } from '#test/support/started-process.ts';
import { expectServed, staff, storm } from './mail-storm.ts';

const endings: (() => unknown)[] = [];

interface Storms {
  readonly mails: number;
  /** Of each function. */
  readonly sandboxes: number;
  /** How often each mail is sent at once, by story. */
  readonly copies: { readonly undisturbed: readonly number[]; readonly killed: readonly number[] };
}

/** The requirement of the inbound path, with so many mails. */
export function describeMailStorms({ mails, sandboxes, copies: told }: Storms): void {
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  describe('many mails by 16 connections', () => {
    it.each(told.undisturbed)(
      'become a ticket each when every mail is sent %i times at once',
      async (copies) => {
        const journey = await startJourney({ workersPerFunction: sandboxes });
        endings.push(journey.close);
        const departments = await staff(journey.owner, mails);
        const mailboxes = departments.map(({ mailbox }) => mailbox);

        const accepted = await storm({ smtpPort: journey.platform.smtpPort, mailboxes, mails, copies });
        await journey.settle();

        expect(accepted.size).toBe(mails);
        const tickets = await expectServed(journey.owner, departments);
        expect(new Set(tickets.keys())).toEqual(accepted);
        expect(await journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
      },
    );

    it.each(told.killed)(
      'are there once if they were accepted, sent %i times, when the process is killed half-way',
      async (copies) => {
        const folder = mkdtempSync(join(tmpdir(), 'smista-storm-'));
        endings.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
        const start = async (): Promise<StartedProcess> => {
          const started = await startProcess(folder, sandboxes);
          endings.push(started.kill);
          return started;
        };
        const first = await start();
        const departments = await staff(first.owner, mails);
        const mailboxes = departments.map(({ mailbox }) => mailbox);

        const accepted = await storm({
          smtpPort: first.smtpPort,
          mailboxes,
          mails,
          copies,
          onAccepted: (count) => {
            if (count === Math.floor(mails / 2)) void first.kill();
          },
        });
        await first.kill();
        const second = await start();
        await second.settle();

        expect(accepted.size).toBeGreaterThanOrEqual(mails / 2);
        expect(accepted.size).toBeLessThan(mails);
        const tickets = await expectServed(second.owner, departments);
        expect(accepted.difference(new Set(tickets.keys()))).toEqual(new Set());
        // A mail may have been stored when the answer was still on its way.
        expect(tickets.size).toBeLessThanOrEqual(accepted.size + 16);

        // What the customer's server sends again because it heard no answer makes nothing new.
        await storm({ smtpPort: second.smtpPort, mailboxes, mails, copies: 1 });
        await second.settle();
        expect((await expectServed(second.owner, departments)).size).toBe(mails);
        expect(await second.stop()).toBe(0);
      },
    );
  });
}
