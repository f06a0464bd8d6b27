import { describe, expect, it } from 'vitest';
import { resolveAll, startFullDesk } from '#test/load/measure/run-bulk.ts';

const tickets = 50_000;

describe('acting on 50,000 tickets', () => {
  it('ends, with every slice far from its timeout', async () => {
    const full = await startFullDesk(tickets);
    try {
      const { job, slices } = await resolveAll(full);

      expect(job).toMatchObject({ state: 'done', total: tickets, done: tickets, failed: 0 });
      expect(Math.max(...slices)).toBeLessThan(20_000);
      const left = await full.instance.ask('GET /v1/tickets', { query: 'status=new,open&limit=1' });
      expect(left.items).toEqual([]);
    } finally {
      await full.desk.close();
    }
  });
});
