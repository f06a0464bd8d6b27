import type { Trigger } from '../trigger.ts';

export const messageDeliveryChanged = {
  name: 'message.deliveryChanged',
  says: 'It became known what became of an answer',
  about: 'ticket',
} as const satisfies Trigger;
