import type { Trigger } from '../trigger.ts';

export const ruleFailed = {
  name: 'rule.failed',
  says: 'An action of a rule failed for good',
  about: 'ticket',
} as const satisfies Trigger;
