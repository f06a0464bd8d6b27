import type { Trigger } from '../trigger.ts';

export const agentOpened = {
  name: 'agent.opened',
  says: 'An agent opened a ticket',
  about: 'ticket',
  isPassing: true,
} as const satisfies Trigger;
