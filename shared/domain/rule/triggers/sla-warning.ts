import type { Trigger } from '../trigger.ts';

export const slaWarning = {
  name: 'sla.warning',
  says: 'An SLA target is near',
  about: 'ticket',
} as const satisfies Trigger;
