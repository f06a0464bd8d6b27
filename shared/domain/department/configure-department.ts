import type { ChangeRequest } from '../account/audit-entry.ts';
import { type ConfigurationDesk, changeConfiguration } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import {
  type Creation,
  createConfigured,
  type Edit,
  editConfigured,
  getConfigured,
} from '../account/configured-thing.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { type DepartmentId, defaultDepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import { requireManager } from './change-member.ts';
import type { Department, DepartmentInput } from './department.ts';

export interface DepartmentDesk extends ConfigurationDesk {
  readonly agents: Pick<AgentStore, 'listMembers'>;
  readonly index: Pick<TicketIndex, 'list'>;
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
  return createConfigured(desk, 'department', creation);
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
  });
}

interface Removal {
  readonly id: string;
  /** Who takes over what belongs to it. */
  readonly substituteId: DepartmentId;
  readonly request: ChangeRequest;
}

/** Refuses with `in-use` the default department, and one with tickets, members, sources or rules. */
export async function removeDepartment(
  desk: DepartmentDesk,
  { id, substituteId, request }: Removal,
): Promise<void> {
  const decide = async (configuration: Configuration) => {
    const before = getConfigured(configuration, { kind: 'department', id }, request);
    if (before.id === defaultDepartmentId) {
      throw new Refusal('in-use', 'The default department cannot be deleted.');
    }
    requireSubstitute(configuration, before.id, substituteId);
    await requireEmpty(desk, before.id);
    return { before, after: null };
  };
  await changeConfiguration(desk, 'department', { request, decide });
}

function requireSubstitute(configuration: Configuration, id: string, substituteId: string): void {
  if (substituteId !== id && configuration.find('department', substituteId) !== undefined) return;
  const errors = [{ path: 'substituteId', message: 'Expected another department' }];
  throw new Refusal('invalid', 'The request names what does not exist.', { errors });
}

async function requireEmpty(desk: DepartmentDesk, id: DepartmentId): Promise<void> {
  const page = { sort: 'createdAt', backward: false, after: undefined, limit: 1 } as const;
  const [members, tickets] = await Promise.all([
    desk.agents.listMembers(id),
    desk.index.list({ by: 'department', value: id }, page),
  ]);
  if (members.length > 0) throw new Refusal('in-use', 'The department has members.');
  if (tickets.length > 0) throw new Refusal('in-use', 'The department has tickets.');
}
