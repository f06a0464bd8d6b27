import type { CustomRole } from '#shared/domain/access/custom-role.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { rolePermissions } from '#shared/domain/access/role.ts';
import type { Account, KeptLevel } from '#shared/domain/account/account.ts';
import { defaultSettings, type Settings } from '#shared/domain/account/settings.ts';
import { type Agent, AgentInput } from '#shared/domain/agent/agent.ts';
import type { Presence } from '#shared/domain/agent/presence.ts';
import { type Instant, toInstant } from '#shared/domain/business-time/instant.ts';
import type { OwnedAddress } from '#shared/domain/customer/customer.ts';
import type { ClosedDepartment } from '#shared/domain/department/closed-department.ts';
import { type Department, DepartmentInput } from '#shared/domain/department/department.ts';
import { type Member, MemberInput } from '#shared/domain/department/member.ts';
import type { AgentId, DepartmentId, Ids, LevelId, RuleId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { type SlaRule, SlaRuleInput } from '#shared/domain/rule/sla-rule.ts';
import { type TimeRule, TimeRuleInput } from '#shared/domain/rule/time-rule.ts';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';
import { type Template, TemplateInput } from '#shared/domain/template/template.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import type { CustomField } from '#shared/domain/ticket/custom-field.ts';
import type { CustomStatus } from '#shared/domain/ticket/custom-status.ts';
import type { MessageContent } from '#shared/domain/ticket/message-content.ts';
import { type Opening, openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket, TicketCustomer } from '#shared/domain/ticket/ticket.ts';
import type { ChangeContext } from '#shared/domain/ticket/ticket-draft.ts';

/** Monday 2 March 2026, nine o'clock in UTC. */
export const startMs = Date.UTC(2026, 2, 2, 9);

/** So many minutes after the start. */
export const atMinute = (minutes: number): Instant => toInstant(startMs + minutes * 60_000);

export const begun = { version: 1, createdAt: atMinute(0), updatedAt: atMinute(0) };

/** Ids that count up, so that a test that fails once fails always. */
export function countingIds(): Ids {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    next: (prefix) => `${prefix}_${String(next()).padStart(12, '0')}`,
    code: () => {
      let left = next();
      return makeCode((below) => {
        const digit = left % below;
        left = Math.floor(left / below);
        return digit;
      });
    },
  };
}

export function aDepartment(
  id: DepartmentId = 'dep_default',
  { method = 'none', ...changes }: Partial<Department> & { method?: string } = {},
): Department {
  const said = DepartmentInput.parse({ name: id, distribution: { ticket: { method } } });
  return { ...said, ...begun, id, ...changes };
}

export function aLevel(
  targetMinutes: Partial<SlaLevel['targetMinutes']>,
  id: LevelId = 'sla_gold',
): KeptLevel {
  return { ...SlaLevel.parse({ name: id, targetMinutes }), ...begun, id };
}

/** Gives its level to every new ticket. */
export function anSlaRule(levelId: LevelId, changes: Partial<SlaRule> = {}): SlaRule {
  return { ...SlaRuleInput.parse({ name: 'All', levelId }), ...begun, id: 'rul_level', ...changes };
}

/** No answer for half an hour: urgent. */
export function aTimeRule(changes: Partial<TimeRule> = {}): TimeRule {
  const said = TimeRuleInput.parse({
    name: 'Stale',
    trigger: { kind: 'sinceCustomerMessage', minutes: 30 },
    actions: [{ type: 'setPriority', priority: 'urgent' }],
  });
  return { ...said, ...begun, id: 'rul_stale' as RuleId, ...changes };
}

/** The account's own, unless said otherwise. */
export function aTemplate(changes: Partial<Template> = {}): Template {
  const said = TemplateInput.parse({
    name: 'Received',
    kind: 'ticketCreated',
    text: 'We got {{ticket.code}}.',
    forAccount: true,
  });
  return { ...said, ...begun, id: 'tpl_received', ...changes };
}

interface AccountParts {
  readonly settings?: Partial<Settings>;
  readonly departments?: readonly Department[];
  readonly closedDepartments?: readonly ClosedDepartment[];
  readonly levels?: readonly KeptLevel[];
  readonly slaRules?: readonly SlaRule[];
  readonly timeRules?: readonly TimeRule[];
  readonly rules?: readonly Rule[];
  readonly customStatuses?: readonly CustomStatus[];
  readonly customFields?: readonly CustomField[];
  readonly templates?: readonly Template[];
  readonly roles?: readonly CustomRole[];
  readonly version?: number;
}

export function anAccount(parts: AccountParts = {}): Account {
  const { departments = [aDepartment()], levels = [], slaRules = [], timeRules = [] } = parts;
  const { customStatuses = [], customFields = [], templates = [], rules = [] } = parts;
  return {
    version: parts.version ?? 1,
    settings: { ...defaultSettings, ...begun, id: 'settings', ...parts.settings },
    departmentById: new Map(departments.map((department) => [department.id, department])),
    closedDepartmentById: new Map(parts.closedDepartments?.map((closed) => [closed.id, closed])),
    calendarById: new Map(),
    levelById: new Map(levels.map((level) => [level.id, level])),
    sourceById: new Map(),
    templateById: new Map(templates.map((template) => [template.id, template])),
    roleById: new Map(parts.roles?.map((role) => [role.id, role])),
    slaRules,
    timeRules,
    rules,
    customStatusById: new Map(customStatuses.map((status) => [status.id, status])),
    webhookSubscriptionById: new Map(),
    customFieldByName: new Map(customFields.map((field) => [field.name, field])),
  };
}

/** A plain agent who sees his departments, unless said otherwise. */
export function anAgent(id: AgentId, said: Partial<Agent> = {}): Agent {
  const input = AgentInput.parse({ name: id, email: `${id}@example.com` });
  return { ...input, ...begun, id, deletedAt: null, ...said };
}

export function aMember(
  agentId: AgentId,
  {
    departmentId = 'dep_default',
    maxLoad = 20,
    priority = 1,
    ...changes
  }: Partial<Member> & {
    maxLoad?: number;
    priority?: number;
  } = {},
): Member {
  const said = MemberInput.parse({ channels: { ticket: { maxLoad, priority } } });
  return { ...said, ...begun, id: agentId, agentId, departmentId, ...changes };
}

export function aPresence(agentId: AgentId, changes: Partial<Presence> = {}): Presence {
  return {
    agentId,
    state: 'online',
    reason: null,
    until: null,
    since: atMinute(0),
    ticketLoad: 0,
    departmentIds: ['dep_default'],
    lastAssignedAt: {},
    ...changes,
  };
}

/** A solver of the default department, unless said otherwise. */
export function aPrincipal(changes: Partial<Principal> = {}): Principal {
  const role = changes.role ?? 'agent';
  return {
    agentId: 'agt_ada',
    name: 'Ada',
    keyId: 'key_ada',
    role,
    scope: { level: 'department', tags: [] },
    roleId: null,
    permissions: rolePermissions[role],
    departmentRoles: new Map([['dep_default', 'solver']]),
    servedDepartmentIds: new Set(['dep_default']),
    onlyToSolve: false,
    ...changes,
  };
}

export const aCustomer: TicketCustomer = {
  id: 'cus_carl',
  name: 'Customer-name',
  email: 'customer-address@example.com',
  phone: '+390212345678',
};

/** His mail address, as it is looked up. */
export const anOwnedAddress: OwnedAddress = {
  address: { kind: 'email', value: 'customer-address@example.com' },
  owner: { ...aCustomer, mergedIds: [] },
};

export const byAgent = { kind: 'agent', id: 'agt_ada' } as const;
export const bySystem = { kind: 'system', id: null } as const;
export const byCustomer = { kind: 'customer', id: aCustomer.id } as const;

export function aContext(minutes = 0, changes: Partial<ChangeContext> = {}): ChangeContext {
  return { account: anAccount(), at: atMinute(minutes), ids: countingIds(), actor: byAgent, ...changes };
}

export function aReply(changes: Partial<MessageContent> = {}): MessageContent {
  const author = { kind: 'agent', id: 'agt_ada', name: 'Agent-name' } as const;
  return { type: 'reply', author, body: 'Body-of-agent', ...changes };
}

export function aMessage(changes: Partial<MessageContent> = {}): MessageContent {
  const author = { kind: 'customer', id: aCustomer.id, name: aCustomer.name } as const;
  return { type: 'message', author, body: 'Body-of-customer', ...changes };
}

export function anOpening(changes: Partial<Opening> = {}): Opening {
  return {
    subject: 'Subject-of-ticket',
    channel: 'email',
    sourceId: null,
    departmentId: 'dep_default',
    customer: aCustomer,
    content: aMessage(),
    outgoing: false,
    arrivedAt: atMinute(0),
    ...changes,
  };
}

/** Arrived at the start, and then as the changes say: for decisions that look at one state alone. */
export function aTicket(changes: Partial<Ticket> = {}, account: Account = anAccount()): Ticket {
  return { ...openTicket(anOpening(), aContext(0, { account, actor: byCustomer })).after, ...changes };
}
