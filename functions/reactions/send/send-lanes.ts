import type { LaneWake } from '#events/contracts/lane-wake.ts';
import { type OutboundDesk, sendLane } from '#shared/domain/outbound/send-lane.ts';

/**
 * FIFO queue `outbound`, one lane for each conversation or agent. Waking twice is harmless: what was sent has left its
 * lane in the transaction that recorded it, and what waits for its next try is left alone until then.
 */
export async function sendLanes({ lane }: LaneWake, desk: OutboundDesk): Promise<void> {
  await sendLane(desk, lane);
}
