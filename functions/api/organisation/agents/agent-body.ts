import * as z from 'zod';
import { type Agent, AgentInput } from '#shared/domain/agent/agent.ts';
import { preferencesOf } from '#shared/domain/notice/notice-preferences.ts';
import { keptBody } from '#shared/lambda/kept-body.ts';

export const AgentBody = keptBody(AgentInput).meta({ id: 'Agent' });

export const AgentPath = z.strictObject({ agentId: z.string().max(100) });

/** Only living agents are shown. */
export function toAgentBody({ deletedAt: _deletedAt, ...agent }: Agent) {
  return { ...agent, notices: preferencesOf(agent) };
}
