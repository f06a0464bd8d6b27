import { getAgentRecord } from '#shared/domain/agent/organisation-desk.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { PresenceBody, PresencePath, toPresenceBody } from './presence-body.ts';

export const getPresence = operation({
  method: 'GET',
  path: '/v1/agents/{agentId}/presence',
  name: 'getPresence',
  summary: 'Read whether an agent is there, and what waits for him',
  permission: 'anyone',
  params: PresencePath,
  answers: { 200: { description: 'As it is now', body: PresenceBody } },
  perform: async ({ params, principal }, desk: OrganisationRoutesDesk) => {
    const agentId = params.agentId === 'me' ? principal.agentId : params.agentId;
    return answer(200, toPresenceBody(await getAgentRecord(desk, agentId)));
  },
});
