import type { DueMoment } from '#events/contracts/due-moment.ts';
import type { Hired, Journey } from '#test/support/journey.ts';

interface Surroundings {
  readonly departmentId: string;
  readonly mailbox: string;
  readonly agent: Hired;
}

const carl = 'Carl <carl@customer.example>';

/** What happens by itself: mails in and out, routing, clocks, breaks, postponements, rules and retries. */
export async function tourMailAndTime(journey: Journey, place: Surroundings): Promise<void> {
  await tourInbound(journey, place);
  await tourOutbound(journey, place);
  await tourMoments(journey, place);
}

async function tourInbound({ owner, visitor, mailer, settle }: Journey, { mailbox }: Surroundings) {
  const attachments = [{ filename: 'a.txt', content: 'attached' }];
  await mailer.send({ from: carl, to: mailbox, subject: 'In', text: 'x'.repeat(90_000), attachments });
  const [source] = (await owner.list('/v1/sources')).filter(({ settings }) => settings.provider === 'raw');
  const told = await visitor.ask(`POST /webhooks/raw/${source.id}?sender=hal@customer.example`, {
    raw: 'From: hal@customer.example\r\nSubject: By webhook\r\n\r\nHello',
    headers: { authorization: 'Bearer a-secret', 'content-type': 'message/rfc822' },
  });
  if (told.status !== 202) throw new Error(`The webhook answered ${told.status}.`);
  await settle();
}

async function tourOutbound(journey: Journey, { mailbox, agent }: Surroundings) {
  const { visitor, mailer } = journey;
  const ticket = await journey.ticketAbout('In');
  const reply = { type: 'reply', body: 'x'.repeat(90_000) };
  const answers = (status: number, times: number) =>
    visitor.make('POST /_local/outbox/answers', { urlContains: 'carl', status, times });
  await answers(503, 1);
  await answers(400, 1);
  await agent.client.make(`POST /v1/tickets/${ticket.id}/messages`, reply);
  await agent.client.make(`POST /v1/tickets/${ticket.id}/messages`, reply);
  await journey.advanceMinutes(2);
  const sent = journey.mailsTo('carl@customer.example').at(-1);
  await mailer.send({ from: carl, to: mailbox, inReplyTo: sent?.headers['message-id'], text: 'Thanks' });
  const report = [
    `To: ${mailbox}`,
    'Auto-Submitted: auto-replied',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '\r\n--b\r\nContent-Type: message/delivery-status\r\n',
    'Action: failed\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: message/rfc822\r\n',
    `Message-ID: ${sent?.headers['message-id']}\r\n\r\n--b--`,
  ];
  await mailer.sendRaw(report.join('\r\n'), { from: '', to: mailbox });
  await journey.settle();
}

async function tourMoments(journey: Journey, { departmentId, mailbox, agent }: Surroundings) {
  const { owner, mailer, platform } = journey;
  const inMinutes = (minutes: number) => new Date(platform.now() + minutes * 60_000).toISOString();
  const level = await owner.make('POST /v1/sla-levels', { name: 'Fast', targetMinutes: { firstAnswer: 10 } });
  await owner.make('POST /v1/sla-rules', { name: 'All', levelId: level.id });
  const actions = [
    { type: 'addTags', tags: ['late'] },
    { type: 'removeTags', tags: ['early'] },
    { type: 'transfer', departmentId, agentId: null },
  ];
  const trigger = { kind: 'sinceCustomerMessage', minutes: 20 };
  await owner.make('POST /v1/time-rules', { name: 'Late', trigger, actions });
  await mailer.send({ from: carl, to: mailbox, subject: 'Late', text: 'Hello' });
  await mailer.send({ from: carl, to: mailbox, subject: 'Postponed', text: 'Hello' });
  await journey.settle();
  const late = await journey.ticketAbout('Late');
  await owner.make(`PATCH /v1/tickets/${late.id}`, { tags: ['early'] });
  const { id } = await journey.ticketAbout('Postponed');
  await owner.make(`POST /v1/tickets/${id}/status`, { status: 'postponed', until: inMinutes(15) });
  await agent.client.make('PUT /v1/agents/me/presence', { state: 'break', until: inMinutes(30) });
  // A clock that runs ahead of another, and a reminder that comes twice.
  const moment: DueMoment = { version: 1, pk: id, sk: 'TICKET', dueAt: inMinutes(15) };
  platform.queues.send('smista-local-due', { body: JSON.stringify(moment) });
  await journey.advanceMinutes(60);
  // By then a resolved ticket has been closed, where that is switched on.
  await journey.advanceMinutes(6 * 24 * 60);
}
