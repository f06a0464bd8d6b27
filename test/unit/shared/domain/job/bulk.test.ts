import { describe, expect, it } from 'vitest';
import type { TicketAction } from '#shared/domain/action/ticket-action.ts';
import { TicketActions } from '#shared/domain/action/ticket-action.ts';
import type { Job } from '#shared/domain/job/job.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';
import { aPrincipal, aTicket } from '#test/support/builders.ts';
import { aJobWorld, type JobWorld, runToEnd, startJob } from './job-worlds.ts';

const actions = (...said: object[]): TicketAction[] => TicketActions.parse(said);
const resolve = actions({ type: 'setStatus', status: 'resolved' });
const ticketsOf = ({ desk }: JobWorld) => [...desk.tickets.ticketById.values()];
const notesOf = ({ desk }: JobWorld) => desk.tickets.messages.filter(({ type }) => type === 'note');

describe('a bulk job', () => {
  it('does its work to all that the filter finds, also when its actions move them out of it', async () => {
    const world = aJobWorld(230, (at) => (at % 10 === 0 ? { status: 'answered' } : {}));
    const job = await startJob(world, resolve, { statuses: ['new'] });

    const ended = await runToEnd(world, job);

    expect(ended).toMatchObject({ state: 'done', total: 207, done: 207, failed: 0, errors: [] });
    const statuses = Map.groupBy(ticketsOf(world), ({ status }) => status);
    expect([statuses.get('resolved')?.length, statuses.get('answered')?.length]).toEqual([207, 23]);
  });

  it('does it to what was looked for', async () => {
    const world = aJobWorld(130, (at) => (at % 2 === 0 ? { subject: 'Sought' } : {}));
    const query = { words: [], beginning: 's' };

    const ended = await runToEnd(world, await startJob(world, resolve, { query }));

    expect(ended).toMatchObject({ state: 'done', total: 65, done: 65 });
    const resolved = ticketsOf(world).filter(({ status }) => status === 'resolved');
    expect(new Set(resolved.map(({ subject }) => subject))).toEqual(new Set(['Sought']));
  });

  it('leaves what comes after it', async () => {
    const world = aJobWorld(60);
    const job = await startJob(world, resolve);
    const late = aTicket({ id: 'tkt_late', createdAt: new Date(world.desk.nowMs + 1).toISOString() });
    world.desk.tickets.ticketById.set(late.id, late);

    const ended = await runToEnd(world, job);

    expect(ended).toMatchObject({ total: 60, done: 60 });
    expect(world.desk.tickets.ticketById.get(late.id)).toEqual(late);
  });

  it('is done once however often a slice is told', async () => {
    const world = aJobWorld(120);
    const job = await startJob(world, actions({ type: 'escalate', reason: 'All of them' }));

    const ended = await runToEnd(world, job, 3);

    expect(ended).toMatchObject({ state: 'done', total: 120, done: 120, failed: 0 });
    expect(notesOf(world)).toHaveLength(120);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'goes on where it was, and counts right, when it ends before save %i',
    async (saves) => {
      const world = aJobWorld(120);
      const job = await startJob(
        world,
        actions({ type: 'escalate', reason: 'All' }, { type: 'setStatus', status: 'resolved' }),
        { statuses: ['new'] },
      );
      world.jobs.savesLeft = saves - 1;
      await expect(runSlice(world.desk, { jobId: job.id, slice: 0 })).rejects.toThrow('the process ended');
      world.jobs.savesLeft = Number.POSITIVE_INFINITY;

      const ended = await runToEnd(world, job);

      expect(ended).toMatchObject({ state: 'done', total: 120, done: 120, failed: 0, errors: [] });
      expect(notesOf(world)).toHaveLength(120);
      expect(world.jobs.entries.map(({ action }) => action)).toEqual(['job.started', 'job.ended']);
    },
  );

  it('does all of the actions to a ticket or none, and lists what was refused', async () => {
    const world = aJobWorld(3, (at) => (at === 1 ? { status: 'closed' } : {}));
    const said = actions({ type: 'setPriority', priority: 'urgent' }, { type: 'setStatus', status: 'spam' });
    const job = await startJob(world, said);

    const ended = await runToEnd(world, job);

    expect(ended).toMatchObject({ state: 'done', total: 3, done: 2, failed: 1 });
    expect(ended.errors).toEqual([{ ticketId: 'tkt_00001', code: 'status-not-allowed' }]);
    expect(ticketsOf(world).map(({ priority }) => priority)).toEqual(['urgent', 'normal', 'urgent']);
  });

  it('counts as done what is so already', async () => {
    const world = aJobWorld(2, (at) => (at === 0 ? { status: 'resolved' } : {}));

    const ended = await runToEnd(world, await startJob(world, resolve));

    expect(ended).toMatchObject({ state: 'done', done: 2, failed: 0 });
    expect(world.desk.tickets.ticketById.get('tkt_00000')?.version).toBe(1);
  });

  it('names a hundred errors and counts all', async () => {
    const world = aJobWorld(130, () => ({ status: 'closed' }));

    const ended = await runToEnd(world, await startJob(world, actions({ type: 'escalate', reason: 'R' })));

    expect(ended).toMatchObject({ state: 'done', total: 130, done: 0, failed: 130 });
    expect(ended.errors).toHaveLength(100);
  });

  it('touches what its agent sees, with the permissions that he has there', async () => {
    const departments = ['dep_sales', 'dep_law', 'dep_default'] as const;
    const world = aJobWorld(9, (at) => ({ departmentId: departments[at % 3] ?? 'dep_default' }));
    const account = world.desk.account;
    const [department] = [...account.departmentById.values()];
    world.desk.account = {
      ...account,
      departmentById: new Map(departments.map((id) => [id, { ...department!, id }])),
    };
    world.principal = aPrincipal({
      permissions: new Set(['tickets.bulk', 'tickets.read', 'tickets.changeStatus']),
      departmentRoles: new Map([
        ['dep_sales', 'solver'],
        ['dep_law', 'reader'],
      ]),
    });

    const ended = await runToEnd(world, await startJob(world, resolve));

    expect(ended).toMatchObject({ state: 'done', total: 6, done: 3, failed: 3 });
    expect(new Set(ended.errors.map(({ code }) => code))).toEqual(new Set(['forbidden']));
    const touched = ticketsOf(world).filter(({ version }) => version > 1);
    expect(new Set(touched.map(({ departmentId }) => departmentId))).toEqual(new Set(['dep_sales']));
  });

  it.each<[string, JobWorld['principal'], string]>([
    ['he is no more', undefined, 'unauthorized'],
    ['he may not any more', aPrincipal(), 'forbidden'],
  ])('fails in the middle when %s', async (_, principal, code) => {
    const world = aJobWorld(200);
    const job = await startJob(world, resolve);
    let steps = 0;
    world.onPrincipal = () => {
      steps += 1;
      if (steps === 8) world.principal = principal;
    };

    const ended: Job = await runToEnd(world, job);

    expect(ended).toMatchObject({ state: 'failed', done: 100, failed: 0 });
    expect(ended.errors).toEqual([{ ticketId: null, code }]);
    expect(ticketsOf(world).filter(({ status }) => status === 'resolved')).toHaveLength(100);
  });

  it('ends at the next step when it is cancelled, with one summary', async () => {
    const world = aJobWorld(200);
    const job = await startJob(world, resolve);
    let steps = 0;
    world.onPrincipal = () => {
      steps += 1;
      if (steps === 6) void world.jobs.askToCancel(job.id, { by: 'agt_bob' });
    };

    const ended = await runToEnd(world, job);

    expect(ended).toMatchObject({ state: 'cancelled', total: 200, done: 50, cancelledBy: 'agt_bob' });
    expect(world.jobs.entries.at(-1)).toMatchObject({
      action: 'job.ended',
      agentId: 'agt_ada',
      after: { kind: 'bulk', state: 'cancelled', total: 200, done: 50, failed: 0, cancelledBy: 'agt_bob' },
    });
  });

  it('runs no slice twice at a time when an old one is told again', async () => {
    const world = aJobWorld(10);
    const job = await startJob(world, resolve);
    await runToEnd(world, job);

    await runSlice(world.desk, { jobId: job.id, slice: 0 });
    await runSlice(world.desk, { jobId: 'job_gone', slice: 0 });

    expect(await world.jobs.find(job.id)).toMatchObject({ state: 'done', done: 10 });
  });
});
