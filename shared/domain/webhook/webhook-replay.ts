import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { RuleId, WebhookSubscriptionId } from '../ids.ts';
import type { Job, Step } from '../job/job.ts';
import type { JobDesk } from '../job/job-desk.ts';
import type { JobKind } from '../job/job-kind.ts';
import { type Delivery, type DeliveryState, deliveriesSince, replayed } from './delivery.ts';
import { isAsked } from './list-deliveries.ts';

/** Deliveries of events from one instant to another, both included. */
export interface ReplayRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly states: readonly DeliveryState[];
  readonly events: readonly string[] | null;
}

/** Of a subscription, or of a rule of either kind. */
export type ReplayOwner =
  | { readonly subscriptionId: WebhookSubscriptionId }
  | { readonly ruleId: RuleId; readonly ruleKind: 'rule' | 'timeRule' };

export type WebhookReplayWork = ReplayRange & ReplayOwner;

/** The delivery after which it goes on, towards the older ones. */
interface Position {
  readonly after: string;
}

const atOnce = 50;

/** Sends again what a range of events came to. A delivery that this job replayed already is left alone, so a step may be done twice. */
export const webhookReplay: JobKind<WebhookReplayWork, Position> = {
  permission: 'settings.manage',
  isCancellable: true,
  step: async (job, desk): Promise<Step<Position>> => {
    const { from, to } = job.work;
    const ownerId = 'ruleId' in job.work ? job.work.ruleId : job.work.subscriptionId;
    const after = job.position?.after ?? deliveriesSince(toEpochMs(to) + 1);
    const { items, next } = await desk.deliveries.list(ownerId, { limit: atOnce, after });
    const inRange = items.filter(({ id }) => id >= deliveriesSince(toEpochMs(from)));
    let done = 0;
    for (const delivery of inRange) done += (await replayOnce(delivery, job, desk)) ? 1 : 0;
    const last = items.at(-1);
    const isOver = next === undefined || last === undefined || inRange.length < items.length;
    if (isOver) return { next: { to: 'end', state: 'done' }, done };
    return { next: { to: 'go-on' }, position: { after: last.id }, done };
  },
};

/** Whether it is replayed by this job; one that changes at the same moment is on its way anyway. */
async function replayOnce(
  delivery: Delivery,
  { id, work }: Job<WebhookReplayWork, Position>,
  { deliveries, now }: Pick<JobDesk, 'deliveries' | 'now'>,
): Promise<boolean> {
  if (delivery.replayedBy === id) return true;
  if (!isAsked(delivery, work)) return false;
  return (await deliveries.save(replayed(delivery, id, toInstant(now())))) === 'saved';
}
