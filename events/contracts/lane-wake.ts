import * as z from 'zod';

/** Something in this lane is to be sent. FIFO group: the lane. */
export const LaneWake = z.strictObject({
  version: z.literal(1),
  lane: z.string().min(1),
});
export type LaneWake = z.infer<typeof LaneWake>;
