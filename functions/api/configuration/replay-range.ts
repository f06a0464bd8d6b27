import * as z from 'zod';
import { type DeliveryState, deliveryStates } from '#shared/domain/webhook/delivery.ts';

const mostStates = deliveryStates.length;

/** Deliveries of events from one instant to another, both included. */
export const ReplayRangeFields = {
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  states: z.array(z.enum(deliveryStates)).min(1).max(mostStates).default(['failed']),
};

export function toRange({ from, to, states }: { from: string; to: string; states: DeliveryState[] }) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), states };
}
