import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import type { Job, Step } from '#shared/domain/job/job.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import type { JobMark } from '#shared/domain/ticket/ticket-store.ts';
import { type MemoryTickets, markOf } from './memory-tickets.ts';

/** Jobs as the table keeps them; a test may end the process before a step is saved. */
export class MemoryJobs implements JobStore {
  readonly #tickets: MemoryTickets;
  readonly #jobById = new Map<string, Job>();
  readonly #pages = new Map<string, readonly TicketId[]>();
  readonly entries: AuditEntry[] = [];
  /** Saves that still come about before the process ends. */
  savesLeft = Number.POSITIVE_INFINITY;

  constructor(tickets: MemoryTickets) {
    this.#tickets = tickets;
  }

  async find(id: string): Promise<Job | undefined> {
    return this.#jobById.get(id);
  }

  async start(job: Job, { audit }: { audit: AuditEntry }): Promise<'saved'> {
    this.#jobById.set(job.id, job);
    this.entries.push(audit);
    return 'saved';
  }

  async save(
    after: Job,
    { gathered, audit }: { gathered: Step['gathered']; audit: AuditEntry | null },
  ): Promise<'saved' | 'done-already'> {
    if (this.savesLeft === 0) throw new Error('the process ended');
    this.savesLeft -= 1;
    const now = this.#jobById.get(after.id);
    if (now?.step !== after.step - 1) return 'done-already';
    if (gathered !== undefined) this.#pages.set(`${after.id} ${gathered.page}`, gathered.ticketIds);
    this.#jobById.set(after.id, { ...after, version: now.version + 1, cancelledBy: now.cancelledBy });
    if (audit !== null) this.entries.push(audit);
    return 'saved';
  }

  async findGathered(id: string, page: number): Promise<readonly TicketId[]> {
    return this.#pages.get(`${id} ${page}`) ?? [];
  }

  async findDone(mark: JobMark, ticketIds: readonly TicketId[]): Promise<ReadonlySet<TicketId>> {
    return new Set(ticketIds.filter((id) => this.#tickets.marks.has(markOf(mark, { id }))));
  }

  async askToCancel(id: string, { by }: { by: string }): Promise<void> {
    const job = this.#jobById.get(id);
    if (job !== undefined) this.#jobById.set(id, { ...job, cancelledBy: by });
  }

  async moveDue(id: string, { from, to }: { from: string; to: string }): Promise<void> {
    const job = this.#jobById.get(id);
    if (job?.dueAt === from) this.#jobById.set(id, { ...job, dueAt: to });
  }
}
