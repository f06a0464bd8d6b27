import type { Trigger } from '../trigger.ts';

export const agentLeft = {
  name: 'agent.left',
  says: 'An agent left a ticket',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
