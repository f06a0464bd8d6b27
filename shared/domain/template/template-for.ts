import { type Account, departmentOrDefault } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';
import type { Template } from './template.ts';
import type { TemplateKind } from './template-kind.ts';

/** The department's own template of a kind, else the account's; null: there is none (behaviour.md section 4). */
export function templateFor(
  account: Account,
  departmentId: DepartmentId,
  kind: TemplateKind,
): Template | null {
  const id = departmentOrDefault(account, departmentId).templateIds[kind];
  const own = id === null ? undefined : account.templateById.get(id);
  const ofAccount = () =>
    [...account.templateById.values()].find((one) => one.forAccount && one.kind === kind);
  return own ?? ofAccount() ?? null;
}

/** The department's own signature, else the account's. */
export function signatureFor(account: Account, departmentId: DepartmentId): string | null {
  return departmentOrDefault(account, departmentId).signature ?? account.settings.signature ?? null;
}
