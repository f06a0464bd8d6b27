import * as z from 'zod';
import { type Viewer, viewerStates } from '#shared/domain/ticket/viewers.ts';
import type { TicketDesk } from './ticket-desk.ts';

const instant = z.iso.datetime();

export const ViewersBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        agentId: z.string(),
        name: z.string().nullable(),
        state: z.enum(viewerStates),
        since: instant,
        until: instant,
      }),
    ),
  })
  .meta({ id: 'TicketViewers' });

/** With the names of those who are known; nobody there costs no read. */
export async function toViewerList({ agents }: Pick<TicketDesk, 'agents'>, viewers: readonly Viewer[]) {
  const found = viewers.length === 0 ? [] : await agents.findMany(viewers.map(({ agentId }) => agentId));
  const nameById = new Map(found.map(({ id, name }) => [id, name]));
  return { items: viewers.map((viewer) => ({ ...viewer, name: nameById.get(viewer.agentId) ?? null })) };
}
