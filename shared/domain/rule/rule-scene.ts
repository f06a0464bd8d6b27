import type { Account } from '../account/account.ts';
import { isTicketAction, type RuleAction } from '../action/rule-action.ts';
import type { RuleScene } from '../action/rule-action-kind.ts';
import { chosenBy, namedBy, type TicketAction } from '../action/ticket-action.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import type { AgentId } from '../ids.ts';
import { follow } from '../ticket/message-trail.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { RuleDesk } from './rule-desk.ts';

type Given = Omit<RuleScene, 'author' | 'agentById' | 'memberIds' | 'target'> & {
  /** Takes up those who are read. */
  readonly agentById: Map<string, AgentRecord>;
};

/** What an action works with: whom it names or tells is read first, as they are now. */
export async function sceneFor(desk: RuleDesk, action: RuleAction, given: Given): Promise<RuleScene> {
  const { agents } = desk;
  const { rule, draft, event } = given;
  const ids = isTicketAction(action) ? recipientsOf(action, given) : [];
  const departmentId = draft?.ticket.departmentId ?? event.departmentId;
  const tellsMembers = action.type === 'notify' && action.agentIds === 'department';
  const [records, members, target] = await Promise.all([
    Promise.all(ids.map((id) => agents.findRecord(id))),
    tellsMembers && departmentId !== null ? agents.listMembers(departmentId) : [],
    action.type === 'mergeInto' ? follow(desk, { ticketId: action.ticketId, ticketVersion: null }) : null,
  ]);
  for (const record of records.filter(isThere)) given.agentById.set(record.agent.id, record);
  return {
    ...given,
    target: target?.ticket ?? null,
    author: { kind: 'rule', id: rule.id, name: rule.name },
    memberIds: members.filter(({ role }) => role !== 'reader').map(({ agentId }) => agentId),
  };
}

const isThere = (record: AgentRecord | undefined): record is AgentRecord =>
  record !== undefined && record.agent.deletedAt === null;

function recipientsOf(action: TicketAction, { draft, account }: Given): AgentId[] {
  const named = namedBy(action).agentId ?? [];
  const chosen = draft === null ? [] : chosenBy([action], draft.ticket);
  const escalated = action.type === 'escalate' && draft !== null ? escalatesTo(draft.ticket, account) : [];
  return [named, chosen, escalated].flat() as AgentId[];
}

const escalatesTo = ({ departmentId }: Ticket, { departmentById }: Account) =>
  departmentById.get(departmentId)?.escalation.agentId ?? [];
