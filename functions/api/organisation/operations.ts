import { createAgent } from './agents/create-agent.ts';
import { editAgent } from './agents/edit-agent.ts';
import { getAgent } from './agents/get-agent.ts';
import { inviteAgent } from './agents/invite-agent.ts';
import { listAgents } from './agents/list-agents.ts';
import { removeAgent } from './agents/remove-agent.ts';
import { restoreAgent } from './agents/restore-agent.ts';
import { unbindSubject } from './agents/unbind-subject.ts';
import { createApiKey } from './api-keys/create-api-key.ts';
import { getApiKey } from './api-keys/get-api-key.ts';
import { listApiKeys } from './api-keys/list-api-keys.ts';
import { removeApiKey } from './api-keys/remove-api-key.ts';
import { createDepartment } from './departments/create-department.ts';
import { editDepartment } from './departments/edit-department.ts';
import { getDepartment } from './departments/get-department.ts';
import { listDepartments } from './departments/list-departments.ts';
import { removeDepartment } from './departments/remove-department.ts';
import { createLiveToken } from './live/create-live-token.ts';
import { listNotices } from './live/list-notices.ts';
import { getMe } from './me/get-me.ts';
import { listPermissions } from './me/list-permissions.ts';
import { getMember } from './members/get-member.ts';
import { listMembers } from './members/list-members.ts';
import { putMember } from './members/put-member.ts';
import { removeMember } from './members/remove-member.ts';
import { getPresence } from './presence/get-presence.ts';
import { putPresence } from './presence/put-presence.ts';
import { createRole } from './roles/create-role.ts';
import { editRole } from './roles/edit-role.ts';
import { getRole } from './roles/get-role.ts';
import { listRoles } from './roles/list-roles.ts';
import { removeRole } from './roles/remove-role.ts';

export const operations = [
  getMe,
  listPermissions,
  listDepartments,
  createDepartment,
  getDepartment,
  editDepartment,
  removeDepartment,
  listMembers,
  getMember,
  putMember,
  removeMember,
  listAgents,
  createAgent,
  getAgent,
  editAgent,
  removeAgent,
  restoreAgent,
  inviteAgent,
  unbindSubject,
  getPresence,
  putPresence,
  listRoles,
  createRole,
  getRole,
  editRole,
  removeRole,
  listApiKeys,
  createApiKey,
  getApiKey,
  removeApiKey,
  createLiveToken,
  listNotices,
];
