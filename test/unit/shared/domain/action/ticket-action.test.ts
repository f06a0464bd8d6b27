import { describe, expect, it } from 'vitest';
import type { ActionScene } from '#shared/domain/action/action-kind.ts';
import {
  actOnTicket,
  chosenBy,
  namedBy,
  permissionsFor,
  TicketActions,
} from '#shared/domain/action/ticket-action.ts';
import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aDepartment,
  aMember,
  anAccount,
  aPresence,
  aTicket,
  atMinute,
} from '#test/support/builders.ts';
import { aCustomField } from '#test/support/custom-builders.ts';

const sales = aDepartment('dep_sales', { escalation: { departmentId: 'dep_default', agentId: null } });
const customFields = [aCustomField({ name: 'plan', label: 'Plan', type: 'choice', choices: ['free'] })];
const account = anAccount({ departments: [aDepartment(), sales], customFields });

const recordOf = (agentId: 'agt_bob' | 'agt_reader', role: 'solver' | 'reader'): AgentRecord => ({
  agent: {} as AgentRecord['agent'],
  presence: aPresence(agentId),
  members: [aMember(agentId, { departmentId: 'dep_sales', role })],
});
const scene: ActionScene = {
  author: { kind: 'agent', id: 'agt_ada', name: 'Ada' },
  agentById: new Map([
    ['agt_bob', recordOf('agt_bob', 'solver')],
    ['agt_reader', recordOf('agt_reader', 'reader')],
  ]),
};

const parse = (...said: object[]) => TicketActions.parse(said);
function act(said: object | readonly object[], before: Partial<Ticket> = {}) {
  const ticket = aTicket({ id: 'tkt_one', tags: ['vip'], ...before }, account);
  const actions = parse(...[said].flat());
  return actOnTicket(ticket, { actions, scene }, aContext(1, { account }));
}
const refusalOf = (said: object, before: Partial<Ticket> = {}) => {
  try {
    act(said, before);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('an action', () => {
  const until = atMinute(60);

  it.each<[object, Partial<Ticket>, Partial<Ticket>]>([
    [{ type: 'assign', agentId: 'agt_bob' }, {}, { assigneeId: 'agt_bob' }],
    [{ type: 'assign', agentId: null }, { assigneeId: 'agt_bob' }, { assigneeId: null }],
    [
      { type: 'transfer', departmentId: 'dep_sales' },
      { assigneeId: 'agt_bob' },
      { departmentId: 'dep_sales', assigneeId: null },
    ],
    [
      { type: 'transfer', departmentId: 'dep_sales', agentId: 'lastAgent' },
      { lastAgentId: 'agt_bob' },
      { departmentId: 'dep_sales', assigneeId: 'agt_bob' },
    ],
    [{ type: 'transfer', agentId: null }, { assigneeId: 'agt_bob' }, { assigneeId: null }],
    [{ type: 'transfer', distribute: true }, { assigneeId: 'agt_bob' }, { assigneeId: null }],
    [
      { type: 'transfer', departmentId: 'dep_sales' },
      { status: 'resolved' },
      { departmentId: 'dep_sales', status: 'open' },
    ],
    [
      { type: 'transfer', departmentId: 'dep_sales', keepStatus: true },
      { status: 'resolved' },
      { departmentId: 'dep_sales', status: 'resolved' },
    ],
    [{ type: 'setStatus', status: 'answered' }, {}, { status: 'answered' }],
    [
      { type: 'setStatus', status: 'postponed', until },
      {},
      { status: 'postponed', postponed: { until, wakesTo: 'new' } },
    ],
    [{ type: 'setStatus', status: 'resolved', silent: true }, {}, { status: 'resolved' }],
    [{ type: 'setStatus', status: 'spam' }, {}, { status: 'spam' }],
    [{ type: 'setStatus', status: 'deleted' }, {}, { status: 'deleted' }],
    [{ type: 'delete' }, {}, { status: 'deleted' }],
    [{ type: 'setPriority', priority: 'high' }, {}, { priority: 'high' }],
    [{ type: 'addTags', tags: ['late'] }, {}, { tags: ['vip', 'late'] }],
    [{ type: 'removeTags', tags: ['VIP'] }, {}, { tags: [] }],
    [{ type: 'setCustomField', name: 'plan', value: 'free' }, {}, { customFields: { plan: 'free' } }],
    [
      { type: 'setCustomField', name: 'plan', value: null },
      { customFields: { plan: 'free' } },
      { customFields: {} },
    ],
    [{ type: 'addNote', body: 'Look here' }, {}, { messageCount: 2 }],
    [
      { type: 'escalate', reason: 'It burns' },
      { departmentId: 'dep_sales' },
      { priority: 'high', departmentId: 'dep_default', messageCount: 2 },
    ],
  ])('%j does to %j what it says', (said, before, after) => {
    expect(act(said, before)?.after).toMatchObject(after);
  });

  it.each<[object, Partial<Ticket>]>([
    [{ type: 'assign', agentId: null }, {}],
    [{ type: 'transfer', departmentId: 'dep_default' }, {}],
    [{ type: 'setStatus', status: 'resolved' }, { status: 'resolved' }],
    [{ type: 'delete' }, { status: 'deleted' }],
    [{ type: 'setPriority', priority: 'normal' }, {}],
    [{ type: 'addTags', tags: ['vip'] }, {}],
    [{ type: 'removeTags', tags: ['other'] }, {}],
    [{ type: 'setCustomField', name: 'plan', value: null }, {}],
  ])('%j changes nothing where %j is so already', (said, before) => {
    expect(act(said, before)).toBeNull();
  });

  it.each<[object, Partial<Ticket>, string]>([
    [{ type: 'assign', agentId: 'agt_gone' }, {}, 'invalid'],
    [{ type: 'transfer', departmentId: 'dep_gone' }, {}, 'invalid'],
    [{ type: 'assign', agentId: 'agt_reader' }, { departmentId: 'dep_sales' }, 'agent-only-reads'],
    [{ type: 'transfer', departmentId: 'dep_sales', agentId: 'agt_reader' }, {}, 'agent-only-reads'],
    [{ type: 'setStatus', status: 'closed' }, {}, 'status-not-allowed'],
    [{ type: 'setStatus', status: 'postponed', until: atMinute(0) }, {}, 'postponed-into-the-past'],
    [{ type: 'setCustomField', name: 'plan', value: 'gold' }, {}, 'invalid'],
    [{ type: 'escalate', reason: 'R' }, { status: 'closed' }, 'status-not-allowed'],
    [
      { type: 'addTags', tags: ['late', 'later'] },
      { tags: Array.from({ length: 29 }, (_, at) => `tag-${at}`) },
      'too-large',
    ],
  ])('%j is refused on %j: %s', (said, before, code) => {
    expect(refusalOf(said, before)).toBe(code);
  });

  it('is one change together with others, in order', () => {
    const change = act([
      { type: 'addTags', tags: ['late'] },
      { type: 'removeTags', tags: ['vip'] },
      { type: 'setPriority', priority: 'low' },
      { type: 'escalate', reason: 'R' },
    ]);

    expect(change?.after).toMatchObject({ version: 2, tags: ['late'], priority: 'normal' });
    expect(change?.entries.map(({ kind }) => kind)).toEqual([
      'ticket.tagged',
      'ticket.tagged',
      'ticket.priorityChanged',
      'ticket.escalated',
      'ticket.priorityChanged',
    ]);
  });

  it('mails nobody when it resolves silently', () => {
    expect(act({ type: 'setStatus', status: 'resolved', silent: true })?.unsent).toEqual([]);
  });
});

describe('a list of actions', () => {
  it('needs what each of them needs', () => {
    const all = parse(
      { type: 'assign', agentId: null },
      { type: 'transfer', distribute: true },
      { type: 'setStatus', status: 'deleted' },
      { type: 'addNote', body: 'B' },
    );

    expect(permissionsFor(all)).toEqual(
      new Set([
        'tickets.assign',
        'tickets.transfer',
        'tickets.changeStatus',
        'tickets.delete',
        'tickets.note',
      ]),
    );
    expect(permissionsFor(parse({ type: 'escalate', reason: 'R' }))).toEqual(new Set(['tickets.escalate']));
  });

  it('names departments and agents, or lets the ticket choose', () => {
    const [named, last] = parse(
      { type: 'transfer', departmentId: 'dep_sales', agentId: 'agt_bob' },
      { type: 'transfer', agentId: 'lastAgent' },
    );

    expect([named!, last!].map(namedBy)).toEqual([
      { departmentId: 'dep_sales', agentId: 'agt_bob' },
      { departmentId: undefined, agentId: undefined },
    ]);
    expect(chosenBy([named!, last!], aTicket({ lastAgentId: 'agt_ada' }))).toEqual(['agt_ada']);
  });

  it.each([
    [[], ''],
    [[{ type: 'explode' }], '0.type'],
    [[{ type: 'transfer' }], '0.departmentId'],
    [[{ type: 'transfer', agentId: 'agt_a', distribute: true }], '0.distribute'],
    [[{ type: 'setStatus', status: 'chatting' }], '0.status'],
    [[{ type: 'setStatus', status: 'postponed' }], '0.until'],
    [[{ type: 'setStatus', status: 'open', until: atMinute(1) }], '0.until'],
    [[{ type: 'setPriority', priority: 'low', colour: 'red' }], '0'],
    [
      [
        { type: 'addNote', body: 'A' },
        { type: 'escalate', reason: 'B' },
      ],
      '',
    ],
    [Array(11).fill({ type: 'delete' }), ''],
    [
      Array.from({ length: 3 }, (_, list) => ({
        type: 'addTags',
        tags: Array.from({ length: 15 }, (_one, at) => `${list} ${at}`),
      })),
      '',
    ],
  ])('is refused with its place: %j', (said, place) => {
    const { error } = TicketActions.safeParse(said);

    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(place);
  });
});
