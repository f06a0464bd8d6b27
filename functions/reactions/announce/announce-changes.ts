import type { DomainEvent } from '#events/contracts/domain-event.ts';
import type { DueMoment } from '#events/contracts/due-moment.ts';
import type { JobWake } from '#events/contracts/job-wake.ts';
import type { LaneWake } from '#events/contracts/lane-wake.ts';
import type { NoticeWork } from '#events/contracts/notice-work.ts';
import type { RoutingWake } from '#events/contracts/routing-wake.ts';
import type { RuleWork } from '#events/contracts/rule-work.ts';
import type { WebhookWork } from '#events/contracts/webhook-work.ts';
import type { Account } from '#shared/domain/account/account.ts';
import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { Announcement, SavedChange, SavedItem } from '#shared/domain/announcing/announcement.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import { tellingOfUnsent } from '#shared/domain/live/telling-of-unsent.ts';
import { toldEntryOf } from '#shared/domain/notice/told-entry.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { wantsEvent } from '#shared/domain/webhook/webhook-subscription.ts';
import type { TableChange } from '#shared/lambda/listen.ts';
import type { PublishEvents } from '#shared/messaging/publish-events.ts';
import type { QueueMessage, SendMessages } from '#shared/messaging/queue-messages.ts';
import {
  eventIdOf,
  toBusEvent,
  toMergeEvent,
  toNewsEvent,
  toPresenceEvent,
  toVisitEvent,
} from './domain-events.ts';
import { digestOf, type Told } from './told.ts';

export interface AnnounceDesk {
  readonly accounts: AccountStore;
  readonly now: () => number;
  readonly toRouting: SendMessages;
  readonly toOutbound: SendMessages;
  readonly toJobs: SendMessages;
  readonly toAutomation: SendMessages;
  readonly toWebhooks: SendMessages;
  readonly toNotices: SendMessages;
  readonly toDue: SendMessages;
  readonly publish: PublishEvents;
}

/**
 * The table's stream: the only place that publishes. Hearing of a change twice is harmless: wakes and due moments are
 * decided on what is in the table then, lanes send what is still unsent, and events carry their entry's id, of which the
 * deliveries to webhooks are made too.
 */
export async function announceChanges(changes: readonly TableChange[], desk: AnnounceDesk): Promise<void> {
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  const told = changes.flatMap((change) =>
    announcements(toSavedChange(change), { account, at }).map((announcement) => ({
      ...announcement,
      eventId: change.eventId,
    })),
  );
  const only = <To extends Announcement['to']>(to: To) => told.filter((one) => one.to === to) as Told<To>[];
  const events = [
    ...only('bus').map(({ entry }) => toBusEvent(entry)),
    ...only('visits').map(toVisitEvent),
    ...only('news').map(toNewsEvent),
    ...only('presences').map(toPresenceEvent),
    ...only('merges').map(toMergeEvent),
  ];
  await Promise.all([
    desk.publish(events.map((event) => ({ type: event.type, at: event.at, body: event }))),
    desk.toWebhooks(webhookWork(events, account)),
    desk.toNotices(changes.flatMap(noticeWork)),
    desk.toRouting(routingWakes(only('routing'))),
    desk.toOutbound(laneWakes(only('outbound'))),
    desk.toJobs(only('jobs').map(jobWake)),
    desk.toAutomation(only('rules').map(ruleWork)),
    desk.toDue(only('due').map((moment) => dueMessage(moment, desk.now()))),
  ]);
}

const toSavedChange = ({ eventId, before, after }: TableChange): SavedChange => ({
  eventId,
  before: before as SavedItem | null,
  after: after as SavedItem | null,
});

const mostNamed = 100;

/** One wake for each department, naming its tickets. */
function routingWakes(wakes: readonly Told<'routing'>[]): QueueMessage[] {
  const byDepartment = Map.groupBy(wakes, (wake) => wake.departmentId);
  return [...byDepartment].map(([departmentId, ofDepartment]) => {
    const ticketIds = ofDepartment.flatMap(({ ticketId }) => ticketId ?? []).slice(0, mostNamed);
    const body: RoutingWake = { version: 1, departmentId, ticketIds };
    return {
      body,
      groupId: departmentId,
      deduplicationId: digestOf(ofDepartment.map(({ eventId }) => eventId)),
    };
  });
}

function laneWakes(wakes: readonly Told<'outbound'>[]): QueueMessage[] {
  const byLane = Map.groupBy(wakes, (wake) => wake.lane);
  return [...byLane].map(([lane, ofLane]) => {
    const body: LaneWake = { version: 1, lane };
    return { body, groupId: lane, deduplicationId: digestOf(ofLane.map(({ eventId }) => eventId)) };
  });
}

const jobWake = ({ jobId, slice, eventId }: Told<'jobs'>): QueueMessage => {
  const body: JobWake = { version: 1, jobId, slice };
  return { body, groupId: jobId, deduplicationId: digestOf([eventId]) };
};

/** One message for each event and subscription that wants it: a slow endpoint holds up only itself. */
function webhookWork(
  events: readonly DomainEvent[],
  { webhookSubscriptionById }: Pick<Account, 'webhookSubscriptionById'>,
): QueueMessage[] {
  const subscriptions = [...webhookSubscriptionById.values()];
  return events.flatMap((event) =>
    subscriptions
      .filter((subscription) => wantsEvent(subscription, event.type))
      .map(({ id: subscriptionId }) => {
        const body: WebhookWork = { version: 1, kind: 'event', subscriptionId, event };
        return { body };
      }),
  );
}

/** In the order of the ticket's changes; an event that no entry names is named by what tells it. */
const ruleWork = ({ event: { about, ...unnamed }, eventId }: Told<'rules'>): QueueMessage => {
  const { trigger, actor, ticketId } = unnamed;
  const id = unnamed.id ?? eventIdOf(eventId, trigger, about);
  const event = { ...unnamed, id, chain: [...unnamed.chain] };
  const body: RuleWork = { version: 1, kind: 'event', event };
  return { body, groupId: ticketId ?? actor.id ?? id, deduplicationId: digestOf([id]) };
};

/**
 * What of a timeline agents may want to be told of, whether it is an event of the bus or stays inside; and what was put
 * into their lanes without it.
 */
function noticeWork({ before, after }: TableChange): QueueMessage[] {
  const isInLane = before === null && after?.['type'] === 'unsent';
  const telling = isInLane ? tellingOfUnsent(after['data'] as Unsent) : null;
  if (telling !== null) return [{ body: { version: 1, kind: 'notice', ...telling } satisfies NoticeWork }];
  const told = after?.['type'] === 'entry' ? toldEntryOf(after['data'] as Entry) : null;
  if (told === null) return [];
  const body: NoticeWork = { version: 1, ...told };
  return [{ body }];
}

const longestDelaySeconds = 900;

export function dueMessage(
  { pk, sk, dueAt }: Pick<Told<'due'>, 'pk' | 'sk' | 'dueAt'>,
  nowMs: number,
): QueueMessage {
  const body: DueMoment = { version: 1, pk, sk, dueAt };
  const delaySeconds = Math.ceil(Math.max(0, toEpochMs(dueAt) - nowMs) / 1000);
  return { body, delaySeconds: Math.min(delaySeconds, longestDelaySeconds) };
}
