import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '#test/support/at-once.ts';
import type { Client, Json } from '#test/support/client.ts';
import { startJourney } from '#test/support/journey.ts';
import { startProcess } from '#test/support/started-process.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smista-bulk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

const openTickets = (owner: Client, departmentId: string, count: number) =>
  atOnce(8, Array.from({ length: count }), (_, at) =>
    owner.make('POST /v1/tickets', {
      subject: `T${at}`,
      body: 'B',
      departmentId,
      customer: { email: `c${at}@customer.example` },
    }),
  );

async function jobWhen(client: Client, id: string, isSo: (job: Json) => boolean): Promise<Json> {
  for (;;) {
    const job = await client.get(`/v1/jobs/${id}`);
    if (isSo(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('acting on many tickets', () => {
  it('goes on where it was when the system is killed in the middle, and does nothing twice', async () => {
    const before = await startProcess(folder);
    const { id: departmentId } = await before.owner.make('POST /v1/departments', { name: 'Many' });
    await openTickets(before.owner, departmentId, 110);
    await before.settle();
    const { id } = await before.owner.make('POST /v1/tickets/bulk', {
      filter: { departmentId, status: 'new' },
      actions: [
        { type: 'escalate', reason: 'The machine stands still' },
        { type: 'setStatus', status: 'resolved', silent: true },
      ],
    });
    const seen = await jobWhen(before.owner, id, ({ done }) => done > 0);
    await before.kill();

    const after = await startProcess(folder);
    try {
      const { owner } = after;
      await after.settle();

      expect(seen.done).toBeLessThan(110);
      const job = await owner.get(`/v1/jobs/${id}`);
      expect(job).toMatchObject({ state: 'done', total: 110, done: 110, failed: 0, errors: [] });
      const tickets = await owner.list(`/v1/tickets?departmentId=${departmentId}&limit=100`);
      expect(tickets).toHaveLength(110);
      // Raised twice they would be urgent.
      const kinds = new Set(tickets.map(({ status, priority }) => `${status} ${priority}`));
      expect(kinds).toEqual(new Set(['resolved high']));
      const counts = await owner.get(`/v1/departments/${departmentId}/counts`);
      expect(counts).toMatchObject({ new: 0, resolved: 110 });
      const audit = await owner.list(`/v1/audit?resource=${id}`);
      expect(audit.map(({ action }) => action)).toEqual(['job.ended', 'job.started']);
    } finally {
      await after.kill();
    }
  });
});

describe('cancelling it', () => {
  it('leaves the rest as it was', async () => {
    const journey = await startJourney();
    try {
      const { id: departmentId } = await journey.openDepartment('Stopped');
      await openTickets(journey.owner, departmentId, 120);
      await journey.settle();
      const actions = [{ type: 'setPriority', priority: 'urgent' }];
      const { id } = await journey.owner.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions });
      await jobWhen(journey.owner, id, ({ done }) => done > 0);

      await journey.owner.make(`DELETE /v1/jobs/${id}`);
      await journey.settle();

      const job = await journey.owner.get(`/v1/jobs/${id}`);
      expect(job).toMatchObject({ state: 'cancelled', total: 120, failed: 0 });
      const urgent = await journey.owner.list(
        `/v1/tickets?departmentId=${departmentId}&priority=urgent&limit=100`,
      );
      expect(urgent).toHaveLength(job.done);
      expect(job.done).toBeLessThan(120);
    } finally {
      await journey.close();
    }
  });
});
