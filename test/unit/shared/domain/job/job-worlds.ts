import type { Principal } from '#shared/domain/access/principal.ts';
import type { TicketAction } from '#shared/domain/action/ticket-action.ts';
import type { BulkWork } from '#shared/domain/job/bulk.ts';
import { hasEnded, type Job, newJob } from '#shared/domain/job/job.ts';
import type { JobDesk } from '#shared/domain/job/job-desk.ts';
import { startedEntryOf } from '#shared/domain/job/job-entries.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import { anAccount, aPresence, aPrincipal, aTicket, atMinute, startMs } from '#test/support/builders.ts';
import { MemoryDeliveries } from '#test/support/memory-deliveries.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';
import { MemoryJobs } from '#test/support/memory-jobs.ts';

const notHere = () => Promise.reject(new Error('nothing here needs it'));

export interface JobWorld {
  readonly desk: MemoryDesk & JobDesk;
  readonly jobs: MemoryJobs;
  principal: Principal | undefined;
  /** Counts what is read before somebody takes rights away. */
  onPrincipal: () => void;
}

/** So many tickets, a second apart, and somebody who may do everything with them. */
export function aJobWorld(count: number, change: (at: number) => Partial<Ticket> = () => ({})): JobWorld {
  const account = anAccount();
  const memory = aMemoryDesk({ account, presences: [aPresence('agt_ada'), aPresence('agt_bob')] });
  const jobs = new MemoryJobs(memory.tickets);
  const world: JobWorld = {
    jobs,
    principal: aPrincipal({ role: 'admin' }),
    onPrincipal: () => undefined,
    desk: Object.assign(memory, {
      jobs,
      search: {
        look: async () => null,
        isMatch: (_query: unknown, { subject }: Ticket) => subject === 'Sought',
      },
      principals: {
        find: async () => {
          world.onPrincipal();
          return world.principal;
        },
      },
      configuration: { load: notHere },
      saveTogether: notHere,
      organisation: {} as JobDesk['organisation'],
      deliveries: new MemoryDeliveries(),
    }),
  };
  for (let at = 0; at < count; at++) {
    const id = `tkt_${String(at).padStart(5, '0')}` as const;
    const createdAt = new Date(startMs + at * 1000).toISOString();
    memory.tickets.ticketById.set(id, aTicket({ id, createdAt, ...change(at) }, account));
  }
  memory.nowMs = startMs + 60 * 60_000;
  return world;
}

export async function startJob(
  { desk, jobs }: JobWorld,
  actions: readonly TicketAction[],
  { query = null, ...filter }: Partial<TicketFilter> & Partial<Pick<BulkWork, 'query'>> = {},
): Promise<Job> {
  const work: BulkWork = { filter: { ...anyTicket, ...filter }, query, actions };
  const askedBy = { agentId: 'agt_ada', keyId: 'key_ada', sourceIp: '192.0.2.1' };
  const job = newJob({ kind: 'bulk', work, askedBy }, { ids: desk.ids, at: atMinute(60) });
  await jobs.start(job, { audit: startedEntryOf(job, {}, { ids: desk.ids, retentionDays: 30 }) });
  return job;
}

/** As the queue does: slice after slice, each told so often. */
export async function runToEnd({ desk, jobs }: JobWorld, { id }: Job, times = 1): Promise<Job> {
  for (let slices = 0; slices < 1000; slices++) {
    const job = (await jobs.find(id)) as Job;
    if (hasEnded(job)) return job;
    for (let time = 0; time < times; time++) await runSlice(desk, { jobId: job.id, slice: job.slice });
  }
  throw new Error('the job does not end');
}
