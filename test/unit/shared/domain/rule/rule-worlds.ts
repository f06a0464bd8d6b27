import type { Account } from '#shared/domain/account/account.ts';
import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import { announcements } from '#shared/domain/announcing/announcements.ts';
import type { DepartmentId, RuleId, TicketId } from '#shared/domain/ids.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import type { RuleEvent } from '#shared/domain/rule/rule-event.ts';
import { runErrand, runRules } from '#shared/domain/rule/run-rules.ts';
import { findTrigger, type TriggerName } from '#shared/domain/rule/triggers.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anAgentRecord } from '#test/support/agents.ts';
import {
  aContext,
  aDepartment,
  aLevel,
  aMember,
  anAccount,
  anOpening,
  aPresence,
  aTemplate,
  atMinute,
  byCustomer,
} from '#test/support/builders.ts';
import { aRuleDesk, type MemoryRuleDesk } from '#test/support/memory-rules.ts';

/** Two departments, a level, a template, the solvers Ada and Bob, and Carl who only reads. */
export function anAccountWith(rules: readonly Rule[], parts: Parameters<typeof anAccount>[0] = {}): Account {
  return anAccount({
    departments: [
      aDepartment('dep_default', { escalation: { departmentId: 'dep_sales', agentId: null } }),
      aDepartment('dep_sales'),
    ],
    levels: [aLevel({ firstAnswer: 60 })],
    templates: [aTemplate()],
    rules,
    ...parts,
  });
}

export interface RuleWorld extends MemoryRuleDesk {
  readonly ticketId: TicketId;
  readonly ticket: () => Ticket;
  readonly tell: (event?: Partial<RuleEvent>) => Promise<void>;
  readonly entries: () => Entry[];
  readonly kinds: () => string[];
  readonly sent: () => unknown[];
  /** Everything that was left to do, done when its time comes. */
  readonly settle: () => Promise<void>;
}

/** A ticket that a customer opened at the start, another that it may be merged into, and rules that hear what happens to it. */
export function aRuleWorld(
  rules: readonly Rule[],
  changes: Partial<Ticket> = {},
  account = anAccountWith(rules),
): RuleWorld {
  const agents = [
    anAgentRecord('agt_ada', [aMember('agt_ada')]),
    anAgentRecord('agt_bob', [aMember('agt_bob'), aMember('agt_bob', { departmentId: 'dep_sales' })]),
    anAgentRecord('agt_carl', [aMember('agt_carl', { departmentId: 'dep_sales', role: 'reader' })]),
  ];
  const presences = agents.map(({ agent }) => aPresence(agent.id));
  const members = [aMember('agt_ada'), aMember('agt_bob', { role: 'reader' })];
  const desk = aRuleDesk({ account, presences, members, records: agents });
  const opened = openTicket(anOpening(), aContext(0, { account, actor: byCustomer }));
  const { id } = opened.after;
  desk.tickets.messages.push(...opened.messages);
  desk.tickets.ticketById.set(id, { ...opened.after, ...changes });
  desk.tickets.ticketById.set('tkt_target', { ...opened.after, id: 'tkt_target', clocks: [], due: null });
  const entries = () => desk.tickets.entries;
  const ticket = () => desk.tickets.ticketById.get(id) as Ticket;
  return Object.assign(desk, {
    ticketId: id,
    ticket,
    tell: (event: Partial<RuleEvent> = {}) => runRules(desk, anEvent({ ticketId: id, ...event })),
    entries,
    kinds: () => entries().map(({ kind }) => kind),
    sent: () => [
      ...[...desk.tickets.unsentByPlace.values()].map(({ what }) => what),
      ...[...desk.tickets.deliveries.byId.values()].map((delivery) => ({ kind: 'webhook', ...delivery })),
    ],
    settle: async () => {
      let done = 0;
      for (let errand = nextErrand(desk); errand !== undefined; errand = nextErrand(desk)) {
        done += 1;
        if (done > mostErrands) throw new Error('what is left to do never ends');
        desk.nowMs = Math.max(desk.nowMs, Date.parse(errand.nextAt));
        await runErrand(desk, errand);
      }
    },
  });
}

const mostErrands = 1_000;
const nextErrand = ({ tickets }: MemoryRuleDesk) =>
  [...tickets.errandById.values()].sort((one, other) => (one.nextAt < other.nextAt ? -1 : 1))[0];

export function anEvent(changes: Partial<RuleEvent> = {}): RuleEvent {
  const trigger = (changes.trigger ?? 'ticket.created') as TriggerName;
  const isOfTicket = findTrigger(trigger)?.about === 'ticket';
  return {
    id: 'ent_event',
    trigger,
    at: atMinute(0),
    actor: byCustomer,
    departmentId: 'dep_default' as DepartmentId,
    messageVersion: null,
    chain: [] as RuleId[],
    ...changes,
    ticketId: isOfTicket ? (changes.ticketId ?? null) : null,
  };
}

export const when = (field: string, operator: string, value?: string | null) => [
  { conditions: [value === undefined ? { field, operator } : { field, operator, value }] },
];
export const addTag = (tag: string): RuleAction => ({ type: 'addTags', tags: [tag] });
export const note = (body: string): RuleAction => ({ type: 'addNote', body });
export const goTo = (departmentId: 'dep_sales'): RuleAction => ({
  type: 'transfer',
  departmentId,
  distribute: false,
  keepStatus: true,
});

/** What the stream would tell rules of the entries that were written since. */
export async function passOn(world: RuleWorld, from: number): Promise<number> {
  const written = world.entries().slice(from);
  const context = { account: world.account, at: atMinute(0) };
  for (const entry of written) {
    const item = { pk: entry.ticketId, sk: 'ENTRY', type: 'entry', data: entry satisfies Entry };
    for (const told of announcements({ eventId: entry.id, before: null, after: item }, context)) {
      if (told.to === 'rules') await runRules(world, { ...told.event, id: told.event.id ?? entry.id });
    }
  }
  return from + written.length;
}
