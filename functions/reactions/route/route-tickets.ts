import type { RoutingWake } from '#events/contracts/routing-wake.ts';
import type { Desk } from '#shared/domain/desk.ts';
import { serveDepartment } from '#shared/domain/routing/serve-department.ts';

/**
 * FIFO queue `routing`, one lane for each department. Waking twice is harmless: it serves what still waits, and every
 * assignment holds only if the ticket and the free slot are as they were read.
 */
export async function routeTickets(wakes: readonly RoutingWake[], desk: Desk): Promise<void> {
  const byDepartment = Map.groupBy(wakes, (wake) => wake.departmentId);
  for (const [departmentId, ofDepartment] of byDepartment) {
    await serveDepartment(desk, departmentId, [...new Set(ofDepartment.flatMap((wake) => wake.ticketIds))]);
  }
}
