import { toldKinds } from '../notice/tell-agents.ts';
import type { NoticeEvent, Unsent } from '../outbound/unsent.ts';
import type { Telling } from './tell-live.ts';

type LaneEvent = Extract<NoticeEvent, { kind: 'sla.warning' | 'sla.breached' | 'rule' }>;

/** A notice of which no entry tells agents, as it is told live; null for everything else that is unsent. */
export function tellingOfUnsent({
  order,
  ticketId,
  what,
}: Unsent): (Telling & { readonly event: LaneEvent }) | null {
  if (what.kind !== 'notice') return null;
  const { agentId, event } = what;
  const [at = ''] = order.split('#');
  return isOfLane(event) ? { agentId, noticeId: order, at, ticketId, event } : null;
}

const isOfLane = (event: NoticeEvent): event is LaneEvent => !toldKinds.some((kind) => kind === event.kind);
