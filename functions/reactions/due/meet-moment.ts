import type { DueMoment } from '#events/contracts/due-moment.ts';
import type { JobWake } from '#events/contracts/job-wake.ts';
import type { LaneWake } from '#events/contracts/lane-wake.ts';
import type { RuleWork } from '#events/contracts/rule-work.ts';
import { WebhookWork } from '#events/contracts/webhook-work.ts';
import type { DepartureStore } from '#shared/domain/agent/departure-store.ts';
import { releaseTickets } from '#shared/domain/agent/release-tickets.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { type ErasureDesk, eraseTraces } from '#shared/domain/customer/erase-traces.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { AgentId, CustomerId, JobId, TicketId } from '#shared/domain/ids.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import { wakeJob } from '#shared/domain/job/wake-job.ts';
import type { DigestStore } from '#shared/domain/notice/digest-store.ts';
import { sendDigest } from '#shared/domain/notice/send-digest.ts';
import { awaitsTimeRules } from '#shared/domain/rule/await-time-rules.ts';
import type { Errand } from '#shared/domain/rule/errand.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import { type PurgeDesk, purgeIfDue, removeContent } from '#shared/domain/ticket/purge-ticket.ts';
import { expireViewers } from '#shared/domain/ticket/visit-ticket.ts';
import type { Delivery } from '#shared/lambda/consume.ts';
import type { QueueMessage, SendMessages } from '#shared/messaging/queue-messages.ts';

export interface DueDesk extends Desk, PurgeDesk, ErasureDesk {
  readonly endBreak: (agentId: AgentId, until: string) => Promise<void>;
  readonly departures: DepartureStore;
  readonly jobs: JobStore;
  readonly toAutomation: SendMessages;
  readonly digests: DigestStore;
  readonly toJobs: SendMessages;
  readonly toOutbound: SendMessages;
  readonly toWebhooks: SendMessages;
  readonly toDue: SendMessages;
}

type Meet = (desk: DueDesk, moment: DueMoment, delivery: Delivery) => Promise<unknown>;

/** By how a thing's sort key begins; a new kind of thing that waits for a moment is a line here. */
const meetByKind: Readonly<Record<string, Meet>> = {
  TICKET: (desk, { pk }, delivery) => meetTicket(desk, pk as TicketId, delivery),
  ERRAND: (desk, moment, delivery) => desk.toAutomation([errandWork(moment, delivery)]),
  PURGE: (desk, { pk }) => removeContent(desk, pk as TicketId),
  VIEWERS: (desk, { pk }) => expireViewers(desk, pk as TicketId),
  DEPARTURE: (desk, { pk }) => releaseTickets(desk, pk as AgentId),
  ERASURE: (desk, { pk }) => eraseTraces(desk, pk as CustomerId),
  PRESENCE: (desk, { pk, dueAt }) => desk.endBreak(pk as AgentId, dueAt),
  JOB: (desk, { pk }, delivery) => runOn(desk, pk as JobId, delivery),
  DIGEST: (desk, { pk }) => sendDigest(desk, withoutFamily(pk) as AgentId),
  DELIVERY: (desk, moment) => desk.toWebhooks([deliveryWork(moment)]),
  UNSENT: (desk, moment, delivery) => desk.toOutbound([laneWake(moment, delivery)]),
};

/**
 * Standard queue `due`. A moment that comes twice, or late, is harmless: the thing itself is read and says whether
 * anything is due, and what is done takes the moment away in the same transaction.
 */
export async function meetMoment(moment: DueMoment, desk: DueDesk, delivery: Delivery): Promise<void> {
  if (toEpochMs(moment.dueAt) > desk.now()) return desk.toDue([againAt(moment, desk.now())]);
  const [kind = ''] = moment.sk.split('#');
  const meet = meetByKind[kind];
  if (meet === undefined) throw new Error(`nobody knows what to do when a ${kind} is due`);
  await meet(desk, moment, delivery);
}

/** Rules run by themselves, each ticket's in its lane. */
async function meetTicket(desk: DueDesk, ticketId: TicketId, { queueMessageId }: Delivery): Promise<void> {
  const ticket = await meetMoments(desk, ticketId);
  await purgeIfDue(desk, ticket);
  if (!(await awaitsTimeRules(desk, ticket))) return;
  const body: RuleWork = { version: 1, kind: 'moment', ticketId };
  await desk.toAutomation([{ body, groupId: ticketId, deduplicationId: queueMessageId }]);
}

/** What a rule had left to do, beside its ticket or by itself. */
function errandWork({ pk, sk }: DueMoment, { queueMessageId }: Delivery): QueueMessage {
  const errandId = sk.slice(sk.indexOf('#') + 1) as Errand['id'];
  const ticketId = pk === sk ? null : (pk as TicketId);
  const body: RuleWork = { version: 1, kind: 'errand', errandId, ticketId };
  return { body, groupId: ticketId ?? errandId, deduplicationId: queueMessageId };
}

async function runOn(desk: DueDesk, id: JobId, { queueMessageId }: Delivery): Promise<void> {
  const wake = await wakeJob(desk, id);
  if (wake === null) return;
  const body: JobWake = { version: 1, ...wake };
  await desk.toJobs([{ body, groupId: id, deduplicationId: queueMessageId }]);
}

const longestDelaySeconds = 900;

/** A queue counts whole seconds and no more than fifteen minutes. */
function againAt(moment: DueMoment, nowMs: number): QueueMessage {
  const delaySeconds = Math.ceil((toEpochMs(moment.dueAt) - nowMs) / 1000);
  return { body: moment, delaySeconds: Math.min(delaySeconds, longestDelaySeconds) };
}

const withoutFamily = (pk: string) => pk.slice(pk.indexOf('#') + 1);

/** An unsent message's next try: its lane hears of it once for each reminder. */
function laneWake({ pk }: DueMoment, { queueMessageId }: Delivery): QueueMessage {
  const lane = withoutFamily(pk);
  const body: LaneWake = { version: 1, lane };
  return { body, groupId: lane, deduplicationId: queueMessageId };
}

/** A delivery's next try: it stands under its subscription or rule, in one of several parts. */
function deliveryWork({ pk, sk }: DueMoment): QueueMessage {
  const [, ownerId = ''] = pk.split('#');
  const deliveryId = sk.slice(sk.indexOf('#') + 1);
  const owner = ownerId.startsWith('rul_')
    ? { kind: 'ruleDelivery', ruleId: ownerId }
    : { kind: 'delivery', subscriptionId: ownerId };
  return { body: WebhookWork.parse({ version: 1, ...owner, deliveryId }) };
}
