import { decideAccess } from '#shared/domain/access/authorise.ts';
import { openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import { Calendar } from '#shared/domain/business-time/calendar.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { Authenticate } from '#shared/lambda/admission.ts';
import { anAccount, aPrincipal, aTicket, startMs } from '#test/support/builders.ts';
import { plain, type Tell } from '../figure.ts';
import { type MeasuredDesk, startMeasuredDesk } from '../measure/measured-desk.ts';
import { median, timed } from '../statistics.ts';

const requests = 60;
const decisions = 200_000;
const additions = 20_000;

/** What every request pays beside its own work. */
export async function measure(tell: Tell): Promise<void> {
  const desk = await startMeasuredDesk({ departmentIds: ['dep_first'], agents: 1 });
  try {
    await measureAuthentication(desk, tell);
  } finally {
    await desk.close();
  }
  measureAccess(tell);
  measureBusinessTime(tell);
}

const newTicket = {
  subject: 'Two chairs',
  body: 'Two are missing.',
  customer: { email: 'ada@customer.example' },
  departmentId: 'dep_first',
};

async function measureAuthentication(desk: MeasuredDesk, tell: Tell): Promise<void> {
  const spent: number[] = [];
  const watch =
    (authenticate: Authenticate): Authenticate =>
    async (token, caller) => {
      const startedAt = performance.now();
      const principal = await authenticate(token, caller);
      spent.push(performance.now() - startedAt);
      return principal;
    };
  const warm = desk.open({ watch });
  const { id } = await warm.ask('POST /v1/tickets', { body: newTicket });
  const share = async (act: () => Promise<unknown>) => {
    spent.length = 0;
    const times: number[] = [];
    for (let count = 0; count < requests; count++) times.push(await timed(act));
    return { percent: (100 * median(spent)) / median(times), ms: median(spent) };
  };
  const warmShare = await share(() => warm.ask(`GET /v1/tickets/${id}`));
  tell(plain('authentication, warm: share of a get at p50', warmShare.percent, '%'));
  const coldShare = await share(() => desk.open({ watch }).ask(`GET /v1/tickets/${id}`));
  tell(plain('authentication, cold: share of an instance’s first get at p50', coldShare.percent, '%'));
  tell(plain('authentication, cold: p50', coldShare.ms, 'ms'));
}

function microsecondsEach(times: number, act: (index: number) => unknown): number {
  for (let index = 0; index < times / 10; index++) act(index);
  const startedAt = performance.now();
  for (let index = 0; index < times; index++) act(index);
  return ((performance.now() - startedAt) * 1000) / times;
}

function measureAccess(tell: Tell): void {
  const account = anAccount();
  const ticket = aTicket();
  const principal = aPrincipal({ scope: { level: 'department', tags: ['vip', 'sales'] } });
  const tagged = { ...ticket, tags: ['late', 'sales'] };
  const each = microsecondsEach(decisions, () =>
    decideAccess(principal, 'tickets.reply', { kind: 'ticket', ticket: tagged, account }),
  );
  tell(plain('decision about access to a ticket', each, 'µs'));
}

function measureBusinessTime(tell: Tell): void {
  const day = [{ from: '09:00', to: '17:30' }];
  const weekly = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  const time = openBusinessTime(Calendar.parse({ name: 'Office', timezone: 'Europe/Rome', weekly }));
  const from = (index: number) => toInstant(startMs + index * 60_000);
  const each = microsecondsEach(additions, (index) => time.add(from(index), 480));
  tell(plain('adding 8 business hours', each, 'µs'));
}
