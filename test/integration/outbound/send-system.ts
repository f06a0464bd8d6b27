import { LaneWake } from '#events/contracts/lane-wake.ts';
import { sendLanes } from '#functions/reactions/send/send-lanes.ts';
import { sendMailBy } from '#functions/reactions/send/send-mail.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Department } from '#shared/domain/department/department.ts';
import { openConversation } from '#shared/domain/inbound/open-conversation.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeTicket } from '#shared/domain/ticket/change-ticket.ts';
import type { Opening } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openProviderMail } from '#shared/messaging/provider-mail.ts';
import { openDigestStore } from '#shared/persistence/digest-store.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openOutboundStore } from '#shared/persistence/outbound-store.ts';
import { put } from '#shared/persistence/write.ts';
import { aQueueEvent, startMailSystem } from '#test/integration/inbound/mail-system.ts';
import { startForTest } from '#test/integration/local-services/services-for-tests.ts';
import { clientSettings } from '#test/integration/local-services/settings-for-tests.ts';
import { aDepartment, aMessage, anOpening, aReply } from '#test/support/builders.ts';

const sales: Partial<Department> = {
  name: 'Sales',
  sender: { name: 'Sales team', address: 'help@desk.example' },
  signature: 'Your sales team',
};

/** A table of its own with a provider whose outbox is laid open. */
export async function startSendSystem() {
  const system = await startMailSystem();
  const { outbox, ...services } = await startForTest();
  const { desk, table, clock } = system;
  await system.configure([
    put(keys.configured('DEPARTMENT', 'dep_sales'), 'department', { data: aDepartment('dep_sales', sales) }),
  ]);
  const outbound = openOutboundStore(table, 4);
  const files = { get: async (id: string) => (await system.readFile(id)) ?? new Uint8Array() };
  const sendMail = sendMailBy(files, openProviderMail(clientSettings({ outbox, ...services }, 'SESV2')));
  const makeRatingLink = async (code: string) => `https://desk.example/public/ratings/${code}`;
  const digests = openDigestStore(table, 4);
  const outboundDesk = {
    ...desk,
    outbound,
    digests,
    sendMail,
    makeRatingLink,
    mailDomains: ['desk.example'],
  };
  const send = consume(LaneWake, sendLanes, () => outboundDesk);

  const wake = async (lane: string) => (await send(aQueueEvent([{ version: 1, lane }]))).batchItemFailures;

  /** A conversation that a customer began by mail. */
  async function open(changes: Partial<Opening> = {}, email: string | null = 'ada@customer.example') {
    const content = aMessage({ mailMessageId: '<one@customer.example>' });
    const {
      arrivedAt: _,
      customer: __,
      ...opening
    } = anOpening({ sourceId: 'src_help', departmentId: 'dep_sales', content, ...changes });
    const change = await openConversation(desk, {
      actor: null,
      customer: { name: 'Ada', email, phone: null },
      opening: () => opening,
      keep: () => undefined,
    });
    return change.after;
  }

  async function reply({ id }: Pick<Ticket, 'id'>, body = 'Use water.') {
    const { ticket } = await changeTicket(desk, id, {
      actor: { kind: 'agent', id: 'agt_ada' },
      decide: (seen, context) =>
        seen.ticket === undefined ? null : { change: answerTicket(seen.ticket, aReply({ body }), context) },
    });
    if (ticket === undefined) throw new Error('there is no such ticket');
    return ticket;
  }

  /** What became of every message that went out, in order. */
  async function deliveries(ticket: Pick<Ticket, 'id'>) {
    return (await system.messagesOf(ticket)).flatMap(({ delivery }) => delivery ?? []);
  }

  /** To the moment of the first of the lane; its seconds from now. */
  async function pass(lane: string): Promise<number> {
    const { nextAt } = (await outbound.findFirst(lane)) as Unsent;
    const seconds = (toEpochMs(nextAt) - clock.now()) / 1000;
    clock.moveTo(toEpochMs(nextAt));
    return seconds;
  }

  const mails = () =>
    outbox
      .list()
      .flatMap((item) => (item.status < 300 && item.mail ? [item.mail] : []))
      .reverse();
  return { ...system, outbox, outbound, wake, open, reply, deliveries, pass, mails };
}

export type SendSystem = Awaited<ReturnType<typeof startSendSystem>>;
