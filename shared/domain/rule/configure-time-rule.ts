import type { ConfigurationDesk } from '../account/change-configuration.ts';
import type { Configuration } from '../account/configuration.ts';
import { type Creation, createConfigured, type Edit, editConfigured } from '../account/configured-thing.ts';
import type { AgentStore } from '../agent/agent-store.ts';
import { requireMayBeGiven } from '../ticket/recipient.ts';
import { ordersMore, requireMayOrder } from './judge-rule.ts';
import type { TimeRule } from './time-rule.ts';

export interface TimeRuleDesk extends ConfigurationDesk {
  readonly agents: Pick<AgentStore, 'findRecord'>;
}

/** Refuses with `forbidden` what its author may not do himself, and with `agent-only-reads` who is given nothing there. */
export function createTimeRule(desk: TimeRuleDesk, creation: Creation<'timeRule'>): Promise<TimeRule> {
  return createConfigured(desk, 'timeRule', { ...creation, judge: judging(desk, creation) });
}

/** Refuses likewise what the rule shall do from now on and did not before. */
export function editTimeRule(desk: TimeRuleDesk, edit: Edit<'timeRule'>): Promise<TimeRule> {
  return editConfigured(desk, 'timeRule', { ...edit, judge: judging(desk, edit) });
}

interface Change {
  readonly before: TimeRule | null;
  readonly after: TimeRule;
}

function judging(desk: TimeRuleDesk, { request }: Pick<Edit<'timeRule'>, 'request'>) {
  return async ({ before, after }: Change, configuration: Configuration) => {
    if (before !== null && !ordersMore(before, after)) return;
    requireMayOrder(request.principal, after, configuration);
    await requireRecipients(desk, after);
  };
}

/** Who is not there at all is told with the other references. */
async function requireRecipients({ agents }: TimeRuleDesk, { actions }: TimeRule): Promise<void> {
  for (const action of actions) {
    if (action.type !== 'transfer' || action.agentId === null) continue;
    requireMayBeGiven((await agents.findRecord(action.agentId)) ?? null, action.departmentId);
  }
}
