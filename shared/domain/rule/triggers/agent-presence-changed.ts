import type { Trigger } from '../trigger.ts';

export const agentPresenceChanged = {
  name: 'agent.presenceChanged',
  says: 'An agent came online, went on a break or went offline',
  about: 'agent',
} as const satisfies Trigger;
