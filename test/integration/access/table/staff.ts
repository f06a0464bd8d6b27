import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as customers } from '#functions/api/customers/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as sla } from '#functions/api/sla/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import { rolePermissions } from '#shared/domain/access/role.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

export const callers = [
  'nobody',
  'owner',
  'admin',
  'agent',
  'custom',
  'reader',
  'supervisor',
  'manager',
  'elsewhere',
] as const;
export type Caller = (typeof callers)[number];

const granted: readonly Permission[] = [
  'presence.manage',
  'agents.manage',
  'roles.manage',
  'departments.manage',
  'rules.manage',
  'sla.manage',
  'sources.manage',
  'settings.manage',
  'apiKeys.manage',
  'audit.read',
];
const revoked: readonly Permission[] = ['customers.write', 'tickets.escalate'];

/** What each of them may, in so many words. */
export function permissionsOfCaller(caller: Exclude<Caller, 'nobody'>): ReadonlySet<Permission> {
  if (caller === 'owner' || caller === 'admin') return rolePermissions[caller];
  const own = rolePermissions.agent;
  return caller === 'custom' ? new Set([...own, ...granted]).difference(new Set(revoked)) : own;
}

export interface Staff extends TestApi {
  readonly keyOf: Readonly<Record<Caller, string>>;
  readonly idOf: Readonly<Record<Exclude<Caller, 'nobody'>, string>>;
  /** The department in which everybody but `elsewhere` has his part. */
  readonly here: string;
  readonly there: string;
  readonly customRoleId: string;
  /** A new number with every call. */
  next(): number;
}

/** One of each kind, with a key of his own. */
export async function hireStaff(): Promise<Staff> {
  const api = await startApi({
    '/counts': tickets,
    '/dry-run': tickets,
    '/v1/tickets': tickets,
    '/v1/attachments': tickets,
    '/v1/jobs': tickets,
    '/v1/to-solve': tickets,
    '/v1/customers': customers,
    '/v1/settings': configuration,
    '/v1/sources': configuration,
    '/v1/business-hours': configuration,
    '/v1/sla/': sla,
    '/v1/sla': configuration,
    '/v1/rules': configuration,
    '/v1/time-rules': configuration,
    '/v1/custom-': configuration,
    '/v1/tags': configuration,
    '/v1/templates': configuration,
    '/v1/canned-messages': configuration,
    '/v1/webhook-subscriptions': configuration,
    '/v1/audit': audit,
    '/v1/agents/overview': audit,
    '/v1': organisation,
  });
  const { id: here } = await api.make('POST /v1/departments', { name: 'Here' });
  const { id: there } = await api.make('POST /v1/departments', { name: 'There' });
  const { id: customRoleId } = await api.make('POST /v1/roles', { name: 'Custom', granted, revoked });
  const idOf: Record<string, string> = {};
  const keyOf: Record<string, string> = { nobody: 'smk_nobody' };
  const roleOf: Readonly<Record<string, object>> = {
    owner: { role: 'owner' },
    admin: { role: 'admin' },
    custom: { roleId: customRoleId },
  };
  for (const caller of callers.slice(1)) {
    const said = { name: caller, email: `${caller}@example.com`, ...roleOf[caller] };
    const { id: agentId } = await api.make('POST /v1/agents', said);
    const isMember = !['owner', 'admin'].includes(caller);
    const post = ['reader', 'supervisor', 'manager'].includes(caller) ? caller : 'solver';
    const departmentId = caller === 'elsewhere' ? there : here;
    if (isMember) await api.make(`PUT /v1/departments/${departmentId}/members/${agentId}`, { role: post });
    idOf[caller] = agentId;
    keyOf[caller] = (await api.make('POST /v1/api-keys', { name: caller, agentId })).key;
  }
  let count = 0;
  return {
    ...api,
    keyOf: keyOf as Staff['keyOf'],
    idOf: idOf as Staff['idOf'],
    here,
    there,
    customRoleId,
    next: () => {
      count += 1;
      return count;
    },
  };
}
