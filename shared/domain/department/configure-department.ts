import { requireMayHandOn } from '../access/hand-on.ts';
import { isAlike } from '../account/audit-entry.ts';
import type { ConfigurationDesk } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { type Creation, createConfigured, type Edit, editConfigured } from '../account/configured-thing.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { Refusal } from '../refusal.ts';
import { requireMayBeGiven } from '../ticket/recipient.ts';
import { requireManager } from './change-member.ts';
import type { Department, DepartmentInput } from './department.ts';

export interface DepartmentDesk extends ConfigurationDesk {
  readonly agents: Pick<AgentStore, 'findRecord'>;
  /** Domains from which mail may be sent; empty: any. */
  readonly mailDomains: readonly string[];
}

/** Refuses with `sender-not-verified` an address from which the provider would not send for us. */
function requireOwnSender({ sender }: DepartmentInput, mailDomains: readonly string[]): void {
  const domain = sender.address?.split('@').at(-1);
  if (domain === undefined || mailDomains.length === 0) return;
  if (mailDomains.some((ours) => domain === ours || domain.endsWith(`.${ours}`))) return;
  const errors = [{ path: 'sender.address', message: `Expected an address of ${mailDomains.join(', ')}` }];
  throw new Refusal('sender-not-verified', `We cannot send mail from ${domain}.`, { errors });
}

export function createDepartment(
  desk: DepartmentDesk,
  creation: Creation<'department'>,
): Promise<Department> {
  requireOwnSender(creation.input as DepartmentInput, desk.mailDomains);
  return createConfigured(desk, 'department', { ...creation, judge: judging(desk, creation) });
}

interface Change {
  readonly before: Department | null;
  readonly after: Department;
}

/** To whom a department escalates, its tickets are opened: that is for who may hand them on himself. */
function judging({ agents }: DepartmentDesk, { request }: Pick<Edit<'department'>, 'request'>) {
  return async ({ before, after }: Change, configuration: Configuration) => {
    const { agentId, departmentId } = after.escalation;
    const isNowhere = agentId === null && departmentId === null;
    if (isNowhere || isAlike(before?.escalation, after.escalation)) return;
    const order = { permission: 'tickets.transfer', departmentIds: [after.id] } as const;
    requireMayHandOn(request.principal, order, configuration);
    const recipient = agentId === null ? undefined : await agents.findRecord(agentId);
    requireMayBeGiven(recipient ?? null, departmentId ?? after.id);
  };
}

/** For whoever manages departments, and for this one's manager. */
export function editDepartment(
  desk: DepartmentDesk,
  { id, request, edit }: Edit<'department'>,
): Promise<Department> {
  requireManager(request.principal, id);
  return editConfigured(desk, 'department', {
    id,
    request,
    edit: (before) => {
      const input = edit(before) as DepartmentInput;
      requireOwnSender(input, desk.mailDomains);
      return input;
    },
    judge: judging(desk, { request }),
  });
}
