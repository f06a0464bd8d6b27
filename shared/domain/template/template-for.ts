import { type Account, departmentOrDefault } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';
import { defaultTemplates, type TemplateTexts } from './default-templates.ts';
import type { TemplateKind } from './template-kind.ts';

/** The department's own template of a kind, else the account's, else ours; null: there is none (behaviour.md section 4). */
export function templateFor(
  account: Account,
  departmentId: DepartmentId,
  kind: TemplateKind,
): TemplateTexts | null {
  const id = departmentOrDefault(account, departmentId).templateIds[kind];
  const own = id === null ? undefined : account.templateById.get(id);
  const ofAccount = () =>
    [...account.templateById.values()].find((one) => one.forAccount && one.kind === kind);
  return own ?? ofAccount() ?? defaultTemplates[kind] ?? null;
}

/** The department's own signature, else the account's. */
export function signatureFor(account: Account, departmentId: DepartmentId): string | null {
  return departmentOrDefault(account, departmentId).signature ?? account.settings.signature ?? null;
}
