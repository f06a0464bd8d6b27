import type { ConfigurationDesk } from '../account/change-configuration.ts';
import { type Creation, createConfigured, type Edit, editConfigured } from '../account/configured-thing.ts';
import { Refusal } from '../refusal.ts';
import { requireManager } from './change-member.ts';
import type { Department, DepartmentInput } from './department.ts';

export interface DepartmentDesk extends ConfigurationDesk {
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
