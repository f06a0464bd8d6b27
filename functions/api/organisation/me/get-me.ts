import * as z from 'zod';
import { permissions } from '#shared/domain/access/permission.ts';
import { AgentInput } from '#shared/domain/agent/agent.ts';
import { getAgentRecord } from '#shared/domain/agent/organisation-desk.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { departmentRole } from '../members/member-body.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';

const Me = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: AgentInput.shape.role.unwrap(),
    roleId: z.string().nullable(),
    permissions: z.array(z.enum(permissions)),
    scope: AgentInput.shape.scope,
    onlyToSolve: z.boolean(),
    departments: z.array(z.strictObject({ id: z.string(), name: z.string(), role: departmentRole })),
    keyId: z.string(),
  })
  .meta({ id: 'Me' });

export const getMe = operation({
  method: 'GET',
  path: '/v1/me',
  name: 'getMe',
  summary: 'Read who I am and what I may do',
  permission: 'anyone',
  answers: { 200: { description: 'The agent whose key this is', body: Me } },
  perform: async ({ principal }, desk: OrganisationRoutesDesk) => {
    const [{ agent }, account] = await Promise.all([
      getAgentRecord(desk, principal.agentId),
      desk.accounts.load(),
    ]);
    const departments = [...principal.departmentRoles].flatMap(([id, role]) => {
      const name = account.departmentById.get(id)?.name;
      return name === undefined ? [] : [{ id, name, role }];
    });
    const { keyId, role, roleId, scope, onlyToSolve } = principal;
    const granted = permissions.filter((permission) => principal.permissions.has(permission));
    const { id, name, email } = agent;
    return answer(200, {
      id,
      name,
      email,
      role,
      roleId,
      permissions: granted,
      scope,
      onlyToSolve,
      departments,
      keyId,
    });
  },
});
