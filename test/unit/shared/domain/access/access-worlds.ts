import fc from 'fast-check';
import { CustomRoleInput } from '#shared/domain/access/custom-role.ts';
import { type Permission, permissions } from '#shared/domain/access/permission.ts';
import { rolePermissions } from '#shared/domain/access/role.ts';
import { type Agent, AgentInput } from '#shared/domain/agent/agent.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId, DepartmentId, RoleId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aDepartment, aMember, anAccount, aTicket, atMinute, begun } from '#test/support/builders.ts';

const departmentIds: readonly DepartmentId[] = ['dep_default', 'dep_sales', 'dep_law'];
const agentIds: readonly AgentId[] = ['agt_ada', 'agt_bob', 'agt_eve'];
export const customerIds = ['cus_carl', 'cus_dora'] as const;
const tags = ['vip', 'Billing', 'città'];
const plain = (tag: string) => tag.toLowerCase().replace('à', 'a');

export const worldOf = fc.record({
  departments: fc.integer({ min: 1, max: 3 }),
  /** Where the To-solve button is off. */
  off: fc.subarray([...departmentIds]),
  role: fc.record({
    granted: fc.subarray([...permissions]),
    revoked: fc.subarray<Permission>(['tickets.read', 'tickets.assign', 'tickets.merge']),
  }),
  agents: fc.tuple(
    ...agentIds.map(() =>
      fc.record({
        role: fc.constantFrom('agent', 'agent', 'custom', 'admin', 'owner'),
        level: fc.constantFrom('all', 'department', 'department', 'assigned'),
        tags: fc.oneof(fc.constant([]), fc.subarray(['vip', 'billing', 'citta'])),
        posts: fc.array(
          fc.record({
            departmentId: fc.constantFrom(...departmentIds),
            role: fc.constantFrom('reader', 'solver', 'supervisor', 'manager'),
            isServing: fc.boolean(),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  ),
  tickets: fc.array(
    fc.record({
      departmentId: fc.constantFrom(...departmentIds),
      assigneeId: fc.option(fc.constantFrom(...agentIds)),
      status: fc.constantFrom('new', 'open', 'answered', 'resolved'),
      tags: fc.subarray(tags),
      customerId: fc.constantFrom(...customerIds),
    }),
    { minLength: 1, maxLength: 10 },
  ),
});
type World = typeof worldOf extends fc.Arbitrary<infer Made> ? Made : never;

const roleId: RoleId = 'rol_own';

/** The world as the stores would hold it. */
export function settle({
  departments,
  off,
  role,
  agents,
  tickets,
  isPushed = false,
}: World & { isPushed?: boolean }) {
  const there = departmentIds.slice(0, departments);
  const granted = role.granted.filter((permission) => !role.revoked.includes(permission));
  const account = anAccount({
    departments: there.map((id) =>
      aDepartment(id, { toSolve: !off.includes(id), method: isPushed ? 'roundRobin' : 'none' }),
    ),
    roles: [
      { ...CustomRoleInput.parse({ name: 'Own', granted, revoked: role.revoked }), ...begun, id: roleId },
    ],
  });
  const people = agents.map(({ role: carried, level, tags: limits, posts }, position) => {
    const id = agentIds[position] as AgentId;
    const isCustom = carried === 'custom';
    const said = AgentInput.parse({
      name: id,
      email: `${id}@example.com`,
      role: isCustom ? 'agent' : carried,
      roleId: isCustom ? roleId : null,
      scope: { level, tags: limits },
    });
    const agent: Agent = { ...said, ...begun, id, deletedAt: null };
    const byDepartment = new Map(posts.map((post) => [post.departmentId, post]));
    const members: Member[] = [...byDepartment.values()]
      .filter(({ departmentId }) => there.includes(departmentId))
      .map(({ departmentId, role: post, isServing }) =>
        aMember(id, { departmentId, role: post, ...(isServing ? {} : { channels: {} }) }),
      );
    return { agent, members };
  });
  const all = tickets.map(({ customerId, departmentId, ...facts }, position): Ticket => {
    const made = aTicket();
    return {
      ...made,
      ...facts,
      id: `tkt_${position}`,
      departmentId: there.includes(departmentId) ? departmentId : 'dep_default',
      customer: { ...made.customer, id: customerId },
      createdAt: atMinute(position),
      importanceAt: atMinute(position),
    };
  });
  return { account, people, tickets: all };
}

export type Settled = ReturnType<typeof settle>;
export type Someone = Settled['people'][number];

/** Section 5 of the specification in plain words, by somebody who never saw the code. */
export function shouldSee({ agent, members }: Someone, ticket: Ticket, { account }: Settled): boolean {
  if (!may(agent, 'tickets.read', account)) return false;
  if (agent.role !== 'agent') return true;
  const { level, tags: limits } = agent.scope;
  const isTagged = limits.length === 0 || ticket.tags.some((tag) => limits.map(plain).includes(plain(tag)));
  const isHis = ticket.assigneeId === agent.id;
  const isMember = members.some(({ departmentId }) => departmentId === ticket.departmentId);
  const isAlone = account.departmentById.size === 1;
  return isTagged && (level === 'all' || isHis || (level === 'department' && (isMember || isAlone)));
}

export function may(agent: Agent, permission: Permission, { roleById }: Settled['account']): boolean {
  const role = agent.roleId === null ? undefined : roleById.get(agent.roleId);
  if (role === undefined) return rolePermissions[agent.role].has(permission);
  return (
    (rolePermissions.agent.has(permission) || role.granted.includes(permission)) &&
    !role.revoked.includes(permission)
  );
}

/** What the To-solve button has for him: waiting, of departments that he serves or his own, none that he only reads. */
export function shouldBeGiven(someone: Someone, ticket: Ticket, world: Settled): boolean {
  const { agent, members } = someone;
  const member = members.find(({ departmentId }) => departmentId === ticket.departmentId);
  const isWaiting = ticket.status === 'new' || ticket.status === 'open';
  const isOwn = ticket.assigneeId === agent.id;
  const serves = member?.role !== 'reader' && member?.channels.ticket !== undefined;
  const isOffered =
    isOwn || (ticket.assigneeId === null && (serves || world.account.departmentById.size === 1));
  const onlyReads = agent.role === 'agent' && member?.role === 'reader';
  const isOn = world.account.departmentById.get(ticket.departmentId)?.toSolve === true;
  return isWaiting && isOn && isOffered && !onlyReads && shouldSee(someone, ticket, world);
}

/** Whether a ticket is in scope, whatever one may do there. */
const readable = (world: Settled): Settled => ({
  ...world,
  account: {
    ...world.account,
    roleById: new Map(
      [...world.account.roleById].map(([id, role]) => [
        id,
        { ...role, revoked: role.revoked.filter((permission) => permission !== 'tickets.read') },
      ]),
    ),
  },
});

/** What merging a ticket, or splitting it, is answered: whoever does not see it is not told that it is there. */
export function answerToMerging(
  someone: Someone,
  tickets: readonly Ticket[],
  world: Settled,
): 'not-found' | 'forbidden' | null {
  const { agent, members } = someone;
  for (const ticket of tickets) {
    if (!shouldSee(someone, ticket, readable(world))) return 'not-found';
    const member = members.find(({ departmentId }) => departmentId === ticket.departmentId);
    const onlyReads = agent.role === 'agent' && member?.role === 'reader';
    const mayMerge = (['tickets.merge', 'tickets.read'] as const).every((permission) =>
      may(agent, permission, world.account),
    );
    if (!mayMerge || onlyReads) return 'forbidden';
  }
  return null;
}
