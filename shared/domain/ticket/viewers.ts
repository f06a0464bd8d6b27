import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { AgentId, DepartmentId, TicketId } from '../ids.ts';
import type { Ticket } from './ticket.ts';

export const viewerStates = ['viewing', 'answering'] as const;
export type ViewerState = (typeof viewerStates)[number];

/** An agent who has a ticket before him, until he says so again or says that he left. */
export interface Viewer {
  readonly agentId: AgentId;
  readonly state: ViewerState;
  readonly since: Instant;
  readonly until: Instant;
}

/** Who has a ticket before him, in one item: a claim reads it beside the ticket. */
export interface Viewers {
  readonly ticketId: TicketId;
  /** Where the ticket was when somebody came or left. */
  readonly departmentId: DepartmentId;
  readonly version: number;
  readonly at: Instant;
  readonly viewers: readonly Viewer[];
}

export interface ViewerStore {
  /** Consistent. */
  find(ticketId: TicketId): Promise<Viewers | undefined>;
  findMany(ticketIds: readonly TicketId[]): Promise<Map<TicketId, Viewers>>;
  /** Only over the version that it was decided on; false when that is no longer so. */
  save(after: Viewers, before: Viewers | undefined): Promise<boolean>;
}

/** Pages say twice a minute that they are still open. */
const viewerSeconds = 60;

/** Who has it before him at that moment. */
export function viewersAt(viewers: Viewers | undefined, at: Instant): readonly Viewer[] {
  return viewers?.viewers.filter(({ until }) => until > at) ?? [];
}

/** Whether somebody else has it before him. */
export function isViewedByAnother(viewers: Viewers | undefined, agentId: string, at: Instant): boolean {
  return viewersAt(viewers, at).some((viewer) => viewer.agentId !== agentId);
}

export interface Visit {
  readonly ticket: Pick<Ticket, 'id' | 'departmentId'>;
  readonly agentId: AgentId;
  /** Null: he left. */
  readonly state: ViewerState | null;
  readonly at: Instant;
}

/** With what an agent says of himself, and without whoever fell silent. */
export function withVisit(before: Viewers | undefined, { ticket, agentId, state, at }: Visit): Viewers {
  const here = viewersAt(before, at);
  const others = here.filter((viewer) => viewer.agentId !== agentId);
  const since = here.find((viewer) => viewer.agentId === agentId)?.since ?? at;
  const until = toInstant(toEpochMs(at) + viewerSeconds * 1000);
  return {
    ticketId: ticket.id,
    departmentId: ticket.departmentId,
    version: (before?.version ?? 0) + 1,
    at,
    viewers: state === null ? others : [...others, { agentId, state, since, until }],
  };
}
