import * as z from 'zod';
import { AgentInput } from '#shared/domain/agent/agent.ts';
import { createAgent as create } from '#shared/domain/agent/create-agent.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentBody, toAgentBody } from './agent-body.ts';

const invite = z
  .boolean()
  .default(false)
  .meta({ description: 'Send him a mail that says where the desk is' });
const NewAgent = z.strictObject({ ...AgentInput.shape, invite });

export const createAgent = operation({
  method: 'POST',
  path: '/v1/agents',
  name: 'createAgent',
  summary: 'Create an agent',
  description: 'Nobody grants what he may not do himself; only an owner makes an owner.',
  permission: 'agents.manage',
  repeatable: 'kept',
  body: NewAgent,
  answers: { 201: { description: 'Created', body: AgentBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const { invite: isInvited, ...input } = call.body;
    const made = await create(desk, {
      request: call,
      input,
      invite: isInvited,
      keep: (agent) => call.keep(201, toAgentBody(agent)),
    });
    return answer(201, toAgentBody(made));
  },
});
