import { RuleWork } from '#events/contracts/rule-work.ts';
import { automate } from '#functions/reactions/automate/automate.ts';
import type { Account } from '#shared/domain/account/account.ts';
import type { DepartmentId, RuleId, TicketId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import type { RuleEvent } from '#shared/domain/rule/rule-event.ts';
import { runRules } from '#shared/domain/rule/run-rules.ts';
import { nextTimeRuleMoment } from '#shared/domain/rule/time-rule-moment.ts';
import type { TriggerName } from '#shared/domain/rule/triggers.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { channels } from '#shared/domain/ticket/ticket.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import {
  aContext,
  aDepartment,
  anAccount,
  anOpening,
  aTicket,
  aTimeRule,
  byCustomer,
} from '#test/support/builders.ts';
import { aRuleDesk, type MemoryRuleDesk } from '#test/support/memory-rules.ts';
import { aRule } from '#test/support/rules.ts';
import { atMost, plain, type Tell } from '../figure.ts';
import { startMeasuredDesk } from '../measure/measured-desk.ts';
import { median, timed } from '../statistics.ts';

const counts = [10, 100, 1_000] as const;
const mostRatio = 3;
const events = 4_000;
const rounds = 7;

const triggers: readonly TriggerName[] = [
  'ticket.created',
  'message.received',
  'message.sent',
  'ticket.statusChanged',
  'ticket.tagged',
  'ticket.assigned',
];
const places = Array.from({ length: 20 }, (_, at): DepartmentId => `dep_${String(at).padStart(2, '0')}`);

/** One in fifty holds everywhere; of the others two thirds name a department, one a channel, beside what they look for. */
function aRuleAt(at: number, isEverywhere = at % 50 === 0): Rule {
  const looked = { field: 'subject', operator: 'contains', value: `word ${at}` } as const;
  const department = { field: 'departmentId', operator: 'is', value: places[at % places.length] } as const;
  const channel = { field: 'channel', operator: 'oneOf', value: [channels[at % channels.length]] } as const;
  const narrower = at % 3 === 0 ? channel : department;
  const place = isEverywhere ? [] : [narrower];
  return aRule({
    id: `rul_${String(at).padStart(6, '0')}` as RuleId,
    trigger: triggers[Math.floor(at / 7) % triggers.length] as TriggerName,
    groups: [{ conditions: [...place, looked] as Rule['groups'][number]['conditions'] }],
    actions: [{ type: 'setPriority', priority: 'urgent' }],
  });
}

const rulesOf = (count: number) => Array.from({ length: count }, (_, at) => aRuleAt(at));
const everywhere = Array.from({ length: 1_000 }, (_, at) => aRuleAt(at, true));

interface Desk {
  readonly desk: MemoryRuleDesk;
  /** As they come from the queue. */
  readonly messages: readonly string[];
}

/** A desk with a ticket in each place; no rule finds what it looks for, so that what is measured is judging alone. */
function aDeskWith(rules: readonly Rule[]): Desk {
  const departments = [aDepartment(), ...places.map((id) => aDepartment(id))];
  const account = anAccount({ departments, rules });
  const desk = aRuleDesk({ account });
  const tickets = places.map((departmentId, at) => {
    const opened = openTicket(anOpening({ departmentId }), aContext(0, { account, actor: byCustomer }));
    const id: TicketId = `tkt_${at}`;
    const ticket = { ...opened.after, id, channel: channels[at % channels.length] as Ticket['channel'] };
    desk.tickets.ticketById.set(id, ticket);
    return ticket;
  });
  const messages = Array.from({ length: 120 }, (_, at) =>
    JSON.stringify({ version: 1, kind: 'event', event: anEventAt(tickets, at) }),
  );
  return { desk, messages };
}

function anEventAt(tickets: readonly Ticket[], at: number): RuleEvent {
  const ticket = tickets[at % tickets.length] as Ticket;
  return {
    id: `ent_${at}`,
    trigger: triggers[at % triggers.length] as TriggerName,
    at: ticket.createdAt,
    actor: byCustomer,
    ticketId: ticket.id,
    departmentId: ticket.departmentId,
    messageVersion: null,
    chain: [],
  };
}

/** How many events of all kinds a second rules are judged for, and what a thousand of them read. */
export async function measure(tell: Tell): Promise<void> {
  const perEvent = await timesOf([...counts.map(rulesOf), everywhere].map(aDeskWith));
  for (const [place, count] of counts.entries()) {
    tell(plain(`rules: events with ${count} rules`, 1000 / (perEvent[place] ?? 0), 'a second'));
  }
  const [ofTen = 1, , ofThousand = 0, ofAnywhere = 0] = perEvent;
  tell(plain('rules: events with 1000 rules, none with a place', 1000 / ofAnywhere, 'a second'));
  tell(atMost(mostRatio, plain('rules: time of 1000 rules to that of 10', ofThousand / ofTen, 'times')));
  measureTimeRules(tell);
  await measureReads(tell);
}

/** What each change of a ticket asks of the time rules: when the next of them comes. */
function measureTimeRules(tell: Tell): void {
  for (const count of counts) {
    const timeRules = rulesOf(count).map(({ id, groups }, at) =>
      aTimeRule({ id, groups, trigger: { kind: 'sinceCreated', minutes: 60 + at } }),
    );
    const account = anAccount({ timeRules });
    const times = Array.from({ length: rounds + 1 }, () => microsecondsOf(account));
    tell(plain(`time rules: next moment with ${count} rules`, median(times.slice(1)), 'µs'));
  }
}

function microsecondsOf(account: Account): number {
  const changes = 500;
  const ticket = aTicket();
  const begunAt = performance.now();
  for (let at = 0; at < changes; at++) nextTimeRuleMoment({ ...ticket }, account);
  return ((performance.now() - begunAt) / changes) * 1000;
}

/** Milliseconds of one event from its message on, for each desk: in turn, so that whatever else the machine does hits all. */
async function timesOf(desks: readonly Desk[]): Promise<number[]> {
  const times: number[][] = desks.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [place, desk] of desks.entries()) {
      const ms = await timed(() => runAll(desk));
      // The first round is the compiler's.
      if (round > 0) times[place]?.push(ms);
    }
  }
  return times.map((ms) => median(ms) / events);
}

async function runAll({ desk, messages }: Desk): Promise<void> {
  for (let at = 0; at < events; at++) {
    const message = messages[at % messages.length] ?? '';
    await automate(RuleWork.parse(JSON.parse(message)), desk);
  }
}

async function measureReads(tell: Tell): Promise<void> {
  const calls = await Promise.all(counts.map(readsWith));
  for (const [place, count] of counts.entries()) {
    tell(plain(`rules: reads of an event with ${count} rules`, calls[place] ?? 0, 'calls'));
  }
  tell(atMost(0, plain('rules: reads that 1000 rules add', (calls.at(-1) ?? 0) - (calls[0] ?? 0), 'calls')));
}

/** Calls to the table for one event, by an instance that has seen the configuration. */
async function readsWith(count: number): Promise<number> {
  const measured = await startMeasuredDesk({ departmentIds: ['dep_00'], agents: 1 });
  try {
    for (const rule of rulesOf(count)) {
      await measured.table.commit([put(keys.configured('RULE', rule.id), 'rule', { data: rule })]);
    }
    const { desk, ask, calls } = measured.open();
    const customer = { name: 'Ada', email: 'ada@customer.example' };
    const { id } = await ask('POST /v1/tickets', {
      body: { subject: 'S', body: 'B', customer, departmentId: 'dep_00' },
    });
    const ticket = (await desk.tickets.find(id)) as Ticket;
    await desk.accounts.load();
    calls.take();
    await runRules(desk, anEventAt([ticket], 0));
    return calls.take().calls;
  } finally {
    await measured.close();
  }
}
