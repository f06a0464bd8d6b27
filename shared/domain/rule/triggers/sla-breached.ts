import type { Trigger } from '../trigger.ts';

export const slaBreached = {
  name: 'sla.breached',
  says: 'An SLA target was missed',
  about: 'ticket',
} as const satisfies Trigger;
