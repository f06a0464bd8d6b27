import * as z from 'zod';
import { inviteAgent as invite } from '#shared/domain/agent/invite-agent.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentPath } from './agent-body.ts';

const Invited = z
  .strictObject({ agentId: z.string(), email: z.string(), invitedAt: z.iso.datetime() })
  .meta({ id: 'Invited' });

export const inviteAgent = operation({
  method: 'POST',
  path: '/v1/agents/{agentId}/invite',
  name: 'inviteAgent',
  summary: 'Send an agent a mail that says where the desk is',
  permission: 'agents.manage',
  repeatable: 'kept',
  params: AgentPath,
  answers: { 202: { description: 'The mail is on its way', body: Invited } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const invited = await invite(desk, {
      id: call.params.agentId,
      request: call,
      keep: (told) => call.keep(202, told),
    });
    return answer(202, invited);
  },
});
