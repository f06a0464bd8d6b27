import { changePresence } from '#shared/domain/agent/change-presence.ts';
import { PresenceInput } from '#shared/domain/agent/presence.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { PresenceBody, PresencePath, toPresenceBody } from './presence-body.ts';

export const putPresence = operation({
  method: 'PUT',
  path: '/v1/agents/{agentId}/presence',
  name: 'putPresence',
  summary: 'Go online, on a break or offline',
  description: 'For others it needs `presence.manage`, or supervising one of their departments.',
  permission: 'anyone',
  params: PresencePath,
  body: PresenceInput,
  answers: { 200: { description: 'As it is now', body: PresenceBody } },
  perform: async ({ params, principal, body }, desk: OrganisationRoutesDesk) => {
    const agentId = params.agentId === 'me' ? principal.agentId : params.agentId;
    const record = await changePresence(desk, { principal, agentId, input: body });
    return answer(200, toPresenceBody(record));
  },
});
