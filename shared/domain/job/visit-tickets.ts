import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { changeTicket, type Seen } from '../ticket/change-ticket.ts';
import type { Actor } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { ChangeContext } from '../ticket/ticket-draft.ts';
import type { JobMark } from '../ticket/ticket-store.ts';
import type { Job, JobError, Step } from './job.ts';
import type { JobDesk } from './job-desk.ts';
import { sideBySide } from './side-by-side.ts';

/** Gathered first, then visited page by page. */
export interface Round {
  /** From 0. */
  readonly number: number;
  readonly gatheredPages: number;
  readonly visitedPages: number;
  /** Where gathering goes on; null at the beginning. */
  readonly after: string | null;
  readonly isGathered: boolean;
}

export const newRound: Round = {
  number: 0,
  gatheredPages: 0,
  visitedPages: 0,
  after: null,
  isGathered: false,
};

/** Gathers anew, behind what was gathered before. */
export const nextRound = ({ number, gatheredPages }: Round): Round => ({
  ...newRound,
  number: number + 1,
  gatheredPages,
  visitedPages: gatheredPages,
});

/** What a job does to tickets. */
export interface TicketWork {
  readonly actor: Actor;
  /** The next tickets, at most a page of them; `next` is undefined after the last. */
  readonly gather: (
    after: string | undefined,
  ) => Promise<{ readonly ticketIds: readonly TicketId[]; readonly next: string | undefined }>;
  /** What it needs to know of the tickets of a page before it visits them. */
  readonly lookAt?: (tickets: readonly Ticket[]) => Promise<void>;
  /** Whether a ticket, as it is now, is still one of those asked for. */
  readonly isAskedFor: (seen: Pick<Seen, 'ticket' | 'account'>) => boolean;
  /** Null where it is so already. Refuses what cannot be done to it. */
  readonly change: (ticket: Ticket, context: ChangeContext) => TicketChange | null;
}

export const pageSize = 50;
const atOnce = 8;

type RoundStep = Omit<Step, 'next' | 'position'> & { readonly round: Round; readonly isOver: boolean };

/** The next step of a round. */
export async function stepRound(
  desk: JobDesk,
  job: Job,
  { round, work }: { round: Round; work: TicketWork },
) {
  return round.isGathered ? visitPage(desk, job, { round, work }) : gatherPage(round, work);
}

async function gatherPage(round: Round, work: TicketWork): Promise<RoundStep> {
  const { ticketIds, next } = await work.gather(round.after ?? undefined);
  const isGathered = next === undefined;
  const page = round.gatheredPages;
  const gatheredPages = page + (ticketIds.length > 0 ? 1 : 0);
  return {
    round: { ...round, after: next ?? null, isGathered, gatheredPages },
    isOver: isGathered && round.visitedPages === gatheredPages,
    ...(ticketIds.length > 0 ? { gathered: { page, ticketIds } } : {}),
  };
}

async function visitPage(
  desk: JobDesk,
  job: Job,
  { round, work }: { round: Round; work: TicketWork },
): Promise<RoundStep> {
  const ticketIds = await desk.jobs.findGathered(job.id, round.visitedPages);
  const visits = await visitAll(await atOnePage(desk), {
    mark: { jobId: job.id, round: round.number },
    ticketIds,
    work,
  });
  const visitedPages = round.visitedPages + 1;
  const count = (result: Visit['result']) => visits.filter((visit) => visit.result === result).length;
  return {
    round: { ...round, visitedPages },
    isOver: visitedPages >= round.gatheredPages,
    done: count('done'),
    left: count('left'),
    errors: visits.flatMap((visit): JobError[] =>
      visit.result === 'refused' ? [{ ticketId: visit.ticketId, code: visit.code }] : [],
    ),
  };
}

/** What is configured is read once for a page: thousands of tickets would read it as often, all under one key. */
async function atOnePage(desk: JobDesk): Promise<JobDesk> {
  const account = await desk.accounts.load();
  const same = async () => account;
  return { ...desk, accounts: { load: same, known: same } };
}

type Visit =
  | { readonly ticketId: TicketId; readonly result: 'done' | 'left' }
  | { readonly ticketId: TicketId; readonly result: 'refused'; readonly code: JobError['code'] };

interface Page {
  readonly mark: JobMark;
  readonly ticketIds: readonly TicketId[];
  readonly work: TicketWork;
}

/** Tickets that lost against others, which many of one page do that go to one agent, are tried again by themselves. */
async function visitAll(desk: JobDesk, page: Page): Promise<Visit[]> {
  const { ticketIds, work } = page;
  const found = await desk.index.getMany(ticketIds);
  await work.lookAt?.([...found.values()]);
  const first = await sideBySide(atOnce, ticketIds, (id) =>
    visit(desk, id, { ...page, known: found.get(id) }),
  );
  const hasLost = (one: Visit) => one.result === 'refused' && one.code === 'edited-by-someone-else';
  const lost = first.filter(hasLost).map(({ ticketId }) => ticketId);
  const again = await sideBySide(1, lost, (ticketId) => visit(desk, ticketId, page));
  return withOwn(desk, page.mark, [...first.filter((one) => !hasLost(one)), ...again]);
}

async function visit(
  desk: JobDesk,
  ticketId: TicketId,
  { work, mark, known }: Page & { readonly known?: Ticket | undefined },
): Promise<Visit> {
  let isLeft = false;
  try {
    await changeTicket(desk, ticketId, {
      actor: work.actor,
      known,
      decide: ({ ticket, account }, context) => {
        isLeft = ticket === undefined || !work.isAskedFor({ ticket, account });
        if (ticket === undefined || isLeft) return null;
        const change = work.change(ticket, context);
        return change === null ? null : { change, alongside: { once: mark } };
      },
    });
    return { ticketId, result: isLeft ? 'left' : 'done' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ticketId, result: 'refused', code: error.code };
  }
}

/**
 * A page that is visited again after a crash finds tickets that are no longer asked for, or cannot be changed so again,
 * because this very job changed them: they are done.
 */
async function withOwn(desk: JobDesk, mark: JobMark, visits: readonly Visit[]): Promise<Visit[]> {
  const undone = visits.filter(({ result }) => result !== 'done').map(({ ticketId }) => ticketId);
  const own = undone.length === 0 ? new Set() : await desk.jobs.findDone(mark, undone);
  return visits.map((one) => (own.has(one.ticketId) ? { ticketId: one.ticketId, result: 'done' } : one));
}
