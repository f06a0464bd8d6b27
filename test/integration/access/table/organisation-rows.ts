import { anAgent, type Row, readByAnyone, thing } from './row.ts';
import type { Staff } from './staff.ts';

const departments = thing('departments.manage', '/v1/departments', ({ next }) => ({ name: `D${next()}` }));
const agents = thing('agents.manage', '/v1/agents', ({ next, customRoleId }) => ({
  name: 'A',
  email: `made${next()}@example.com`,
  roleId: customRoleId,
}));
const roles = thing('roles.manage', '/v1/roles', ({ next }) => ({
  name: `R${next()}`,
  revoked: ['customers.write', 'tickets.escalate'],
}));
const apiKeys = thing('apiKeys.manage', '/v1/api-keys', async (staff) => ({
  name: 'K',
  agentId: await anAgent(staff),
  permissions: ['tickets.read'],
}));

const memberLine = async (staff: Staff) => {
  const agentId = await anAgent(staff);
  await staff.make(`PUT /v1/departments/${staff.here}/members/${agentId}`, { role: 'solver' });
  return { agentId, line: `/v1/departments/${staff.here}/members/${agentId}` };
};

const aDeleted = async (staff: Staff) => {
  const agentId = await anAgent(staff);
  await staff.ask(`DELETE /v1/agents/${agentId}`);
  return agentId;
};

const anyone = (success: number, ask: Row['ask']): Row => ({ needs: null, success, ask });

export const organisationRows: Readonly<Record<string, Row>> = {
  getMe: anyone(200, async () => ['GET /v1/me']),
  listNotices: anyone(200, async () => ['GET /v1/notices']),
  createLiveToken: anyone(201, async () => ['POST /v1/live-tokens']),
  listPermissions: anyone(200, async () => ['GET /v1/permissions']),
  listDepartments: readByAnyone(departments.list),
  createDepartment: departments.create,
  getDepartment: readByAnyone(departments.get),
  editDepartment: {
    needs: 'departments.manage',
    about: 'lead',
    success: 200,
    ask: async ({ here, next }) => [`PATCH /v1/departments/${here}`, { signature: `S${next()}` }],
  },
  removeDepartment: {
    ...departments.remove,
    success: 202,
    ask: async (staff) => {
      const [line] = await departments.remove.ask(staff);
      return [`${line}?substituteId=dep_default`];
    },
  },
  listMembers: anyone(200, async ({ here }) => [`GET /v1/departments/${here}/members`]),
  getMember: anyone(200, async (staff) => [`GET ${(await memberLine(staff)).line}`]),
  putMember: {
    needs: 'departments.manage',
    about: 'lead',
    success: 200,
    ask: async (staff) => [`PUT ${(await memberLine(staff)).line}`, { role: 'reader' }],
  },
  removeMember: {
    needs: 'departments.manage',
    about: 'lead',
    success: 204,
    ask: async (staff) => [`DELETE ${(await memberLine(staff)).line}`],
  },
  listAgents: readByAnyone(agents.list),
  listAccess: { needs: 'agents.manage', success: 200, ask: async () => ['GET /v1/agents/overview'] },
  createAgent: agents.create,
  getAgent: readByAnyone(agents.get),
  editAgent: agents.edit,
  removeAgent: agents.remove,
  restoreAgent: {
    needs: 'agents.manage',
    success: 200,
    ask: async (staff) => [`POST /v1/agents/${await aDeleted(staff)}/restore`],
  },
  inviteAgent: {
    needs: 'agents.manage',
    success: 202,
    ask: async (staff) => [`POST /v1/agents/${await anAgent(staff)}/invite`],
  },
  /** Nobody of them ever came with a token. */
  unbindSubject: {
    needs: 'agents.manage',
    success: 404,
    ask: async (staff) => [`DELETE /v1/agents/${await anAgent(staff)}/subject`],
  },
  getPresence: anyone(200, async ({ idOf }) => [`GET /v1/agents/${idOf.agent}/presence`]),
  putPresence: {
    needs: 'presence.manage',
    about: 'watch',
    success: 200,
    ask: async (staff) => {
      const { agentId } = await memberLine(staff);
      return [`PUT /v1/agents/${agentId}/presence`, { state: 'online' }];
    },
  },
  listRoles: readByAnyone(roles.list),
  createRole: roles.create,
  getRole: readByAnyone(roles.get),
  editRole: roles.edit,
  removeRole: roles.remove,
  listApiKeys: apiKeys.list,
  createApiKey: apiKeys.create,
  getApiKey: apiKeys.get,
  removeApiKey: apiKeys.remove,
  listAudit: { needs: 'audit.read', success: 200, ask: async () => ['GET /v1/audit'] },
};
