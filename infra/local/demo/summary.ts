import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { type Company, staffDomain } from './company.ts';
import type { DeskClient, Entry, Ticket } from './desk-client.ts';
import type { Screen } from './screen.ts';
import { inWords } from './tell-change.ts';

export interface DaySummary {
  readonly departments: readonly {
    readonly name: string;
    readonly countByStatus: Readonly<Record<string, number>>;
  }[];
  readonly agents: readonly AgentSummary[];
  /** Missed targets, each once. */
  readonly breaches: readonly Breach[];
  readonly mails: { readonly toCustomers: number; readonly toAgents: number };
}

interface Breach {
  readonly code: string;
  readonly clock: string;
  readonly subject: string;
}

interface AgentSummary {
  readonly name: string;
  /** Tickets that distribution, or the button, gave to him. */
  readonly given: number;
  readonly answers: number;
  /** What waits for him now. */
  readonly load: number;
}

/** Counts the day anew from what the API says at its end. */
export async function summarise(owner: DeskClient, company: Company): Promise<DaySummary> {
  const tickets = await owner.list<Ticket>('/v1/tickets');
  const histories = await Promise.all(
    tickets.map(async (ticket) => ({
      ticket,
      entries: await owner.list<Entry>(`/v1/tickets/${ticket.id}/timeline`),
    })),
  );
  const entries = histories.flatMap((history) => history.entries);
  const breaches = histories.flatMap(({ ticket, entries: own }) =>
    own
      .filter(({ kind }) => kind === 'sla.breached')
      .map(({ after }) => ({ code: ticket.code, clock: inWords(after?.['clock']), subject: ticket.subject })),
  );
  const sent = await owner.listSentMails();
  const toAgents = sent.filter(({ to: [first] }) => first?.endsWith(`@${staffDomain}`)).length;
  return {
    departments: company.departments.map(({ id, name }) => ({
      name,
      countByStatus: countByStatus(tickets.filter(({ departmentId }) => departmentId === id)),
    })),
    agents: await Promise.all(company.agents.map((agent) => summariseAgent(agent, entries, owner))),
    breaches,
    mails: { toCustomers: sent.length - toAgents, toAgents },
  };
}

function countByStatus(tickets: readonly Ticket[]): Record<string, number> {
  const count = (status: string) => tickets.filter((ticket) => ticket.status === status).length;
  return Object.fromEntries(ticketStatuses.map((status) => [status, count(status)]));
}

async function summariseAgent(
  { id, name }: Company['agents'][number],
  entries: readonly Entry[],
  owner: DeskClient,
): Promise<AgentSummary> {
  const { load } = await owner.get<{ load: { ticket: number } }>(`/v1/agents/${id}/presence`);
  const count = (isCounted: (entry: Entry) => boolean) => entries.filter(isCounted).length;
  return {
    name,
    given: count(({ kind, after }) => kind === 'ticket.assigned' && after?.['assigneeId'] === id),
    answers: count(({ kind, actor }) => kind === 'message.sent' && actor.id === id),
    load: load.ticket,
  };
}

export function showSummary({ departments, agents, breaches, mails }: DaySummary, screen: Screen): void {
  screen.heading('The day in figures');
  const rows = departments.map(({ name, countByStatus: counts }) => {
    const numbers = ticketStatuses.map((status) => counts[status] ?? 0);
    return [name, ...numbers, sum(numbers)];
  });
  const totals = [...ticketStatuses, 'all'].map((_, column) =>
    sum(rows.map((row) => Number(row[column + 1]))),
  );
  screen.table([['department', ...ticketStatuses, 'all'], ...rows, ['all', ...totals]]);
  screen.say();
  screen.table([
    ['agent', 'given', 'answers', 'waits for him'],
    ...agents.map(({ name, given, answers, load }) => [name, given, answers, load]),
  ]);
  screen.say();
  screen.table([
    ['breached', 'target', 'subject'],
    ...breaches.map((one) => [one.code, one.clock, one.subject]),
  ]);
  screen.say();
  screen.say(`  ${mails.toCustomers} mails went to customers, ${mails.toAgents} to agents.`);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
