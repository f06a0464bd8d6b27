import { createTransport } from 'nodemailer';
import { plain, type Tell } from '../figure.ts';
import { type RunningDesk, startRunningDesk } from '../measure/running-desk.ts';
import { quantile } from '../statistics.ts';

const mails = 500;
const warmUps = 20;
const connections = 8;
const mailbox = 'desk@desk.example';

interface Arrived {
  readonly subject: string;
  readonly assigneeId: string | null;
  readonly updatedAt: string;
}

/** From the 250 of SMTP until an agent has the ticket, while mails come in over several connections. */
export async function measure(tell: Tell): Promise<void> {
  const desk = await startRunningDesk({
    departmentIds: ['dep_default'],
    method: 'roundRobin',
    agents: 10,
    mailbox,
  });
  try {
    await sendAll(desk, { count: warmUps, prefix: 'Warm-up' });
    await desk.settle();
    const startedAt = desk.now();
    const acceptedAt = await sendAll(desk, { count: mails, prefix: 'Mail' });
    const lastAcceptedAt = desk.now();
    await desk.settle();
    const assignedAt = await readAssignments(desk, 'Mail');
    const delays = [...acceptedAt].map(([subject, at]) =>
      Math.max(0, (assignedAt.get(subject) ?? Number.NaN) - at),
    );
    const seconds = (Math.max(...assignedAt.values()) - startedAt) / 1000;
    tell(plain('mails: accepted over SMTP', (mails * 1000) / (lastAcceptedAt - startedAt), 'a second'));
    tell(plain('mails: from SMTP to assigned', mails / seconds, 'a second'));
    tell(plain('mails: accepted to assigned, all at once: p50', quantile(delays, 0.5), 'ms'));
    tell(plain('mails: accepted to assigned, all at once: p99', quantile(delays, 0.99), 'ms'));
    await measureAlone(desk, tell);
  } finally {
    await desk.close();
  }
}

/** When each was accepted, by its subject. */
async function sendAll(
  desk: RunningDesk,
  { count, prefix }: { count: number; prefix: string },
): Promise<Map<string, number>> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: desk.smtpPort,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    tls: { rejectUnauthorized: false },
  });
  const acceptedAt = new Map<string, number>();
  const send = async (index: number) => {
    const subject = `${prefix} ${index}`;
    const text = 'The order arrived, but two of the five chairs are missing. '.repeat(8);
    const from = `${prefix.toLowerCase()}-${index}@customer.example`;
    await transport.sendMail({ from, to: mailbox, subject, text });
    acceptedAt.set(subject, desk.now());
  };
  await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  transport.close();
  return acceptedAt;
}

/** When each mail's ticket was assigned, which is the last that happened to it. */
async function readAssignments(desk: RunningDesk, prefix: string): Promise<Map<string, number>> {
  const assignedAt = new Map<string, number>();
  let cursor = '';
  do {
    const page: { items: Arrived[]; nextCursor: string | null } = await desk.get(
      `/v1/tickets?limit=100${cursor}`,
    );
    for (const { subject, assigneeId, updatedAt } of page.items) {
      if (assigneeId !== null && subject.startsWith(`${prefix} `))
        assignedAt.set(subject, Date.parse(updatedAt));
    }
    cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== '');
  return assignedAt;
}

const alone = 20;

/** One mail at a time in a system at rest: the delay without a queue. */
async function measureAlone(desk: RunningDesk, tell: Tell): Promise<void> {
  const delays: number[] = [];
  for (let index = 0; index < alone; index++) {
    const accepted = await sendAll(desk, { count: 1, prefix: `Alone ${index}` });
    await desk.settle();
    const [at] = accepted.values();
    const assignedAt = await readAssignments(desk, `Alone ${index}`);
    delays.push(...[...assignedAt.values()].map((assigned) => assigned - (at ?? Number.NaN)));
  }
  tell(plain('mails: accepted to assigned, one at a time: p50', quantile(delays, 0.5), 'ms'));
}
