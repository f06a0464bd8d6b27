import type { RuleAction } from '#shared/domain/action/rule-action.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { atMinute } from '#test/support/builders.ts';

export interface Row {
  readonly action: RuleAction;
  /** What the ticket is before. */
  readonly given?: Partial<Ticket>;
  /** What of the ticket is different then. */
  readonly ticket?: Partial<Ticket>;
  readonly entries: readonly string[];
  readonly sent?: readonly Partial<Unsent['what']>[];
}

const transfer = { type: 'transfer', distribute: false, keepStatus: false } as const;
const status = { type: 'setStatus', until: null, silent: false } as const;
const taken: Partial<Ticket> = { assigneeId: 'agt_ada', lastAgentId: 'agt_ada' };
export const later = atMinute(600);

/** Every action, and what it leaves. */
export const rows: readonly Row[] = [
  {
    action: { type: 'assign', agentId: 'agt_ada' },
    ticket: { assigneeId: 'agt_ada' },
    entries: ['ticket.assigned'],
  },
  {
    action: { type: 'assign', agentId: null },
    given: taken,
    ticket: { assigneeId: null },
    entries: ['ticket.assigned'],
  },
  {
    action: { ...transfer, departmentId: 'dep_sales' },
    given: taken,
    ticket: { departmentId: 'dep_sales', assigneeId: null },
    entries: ['ticket.transferred', 'ticket.assigned'],
  },
  {
    action: { ...transfer, departmentId: 'dep_sales', agentId: 'agt_bob' },
    ticket: { departmentId: 'dep_sales', assigneeId: 'agt_bob' },
    entries: ['ticket.transferred', 'ticket.assigned'],
  },
  {
    action: { ...transfer, agentId: 'lastAgent' },
    given: { lastAgentId: 'agt_ada' },
    ticket: { departmentId: 'dep_default', assigneeId: 'agt_ada' },
    entries: ['ticket.assigned'],
  },
  {
    action: { ...transfer, agentId: null },
    given: taken,
    ticket: { assigneeId: null },
    entries: ['ticket.assigned'],
  },
  {
    action: { ...transfer, distribute: true },
    given: taken,
    ticket: { assigneeId: null, departmentId: 'dep_default' },
    entries: ['ticket.assigned'],
  },
  {
    action: { ...transfer, departmentId: 'dep_sales' },
    given: { status: 'resolved' },
    ticket: { departmentId: 'dep_sales', status: 'open' },
    entries: ['ticket.transferred', 'ticket.statusChanged'],
  },
  {
    action: { type: 'setPriority', priority: 'high' },
    ticket: { priority: 'high' },
    entries: ['ticket.priorityChanged'],
  },
  {
    action: { ...status, status: 'answered' },
    ticket: { status: 'answered' },
    entries: ['ticket.statusChanged'],
  },
  {
    action: { ...status, status: 'postponed', until: later },
    ticket: { status: 'postponed', postponed: { until: later, wakesTo: 'new' } },
    entries: ['ticket.statusChanged'],
  },
  {
    action: { ...status, status: 'resolved', silent: true },
    ticket: { status: 'resolved' },
    entries: ['ticket.statusChanged'],
  },
  { action: { ...status, status: 'spam' }, ticket: { status: 'spam' }, entries: ['ticket.statusChanged'] },
  {
    action: { type: 'addTags', tags: ['vip'] },
    given: { tags: ['a'] },
    ticket: { tags: ['a', 'vip'] },
    entries: ['ticket.tagged'],
  },
  {
    action: { type: 'removeTags', tags: ['VÍP'] },
    given: { tags: ['a', 'vip'] },
    ticket: { tags: ['a'] },
    entries: ['ticket.tagged'],
  },
  {
    action: { type: 'setSlaLevel', levelId: 'sla_gold' },
    ticket: { levelId: 'sla_gold' },
    entries: ['ticket.fieldChanged'],
  },
  {
    action: { type: 'setSlaLevel', levelId: null },
    given: { levelId: 'sla_gold' },
    ticket: { levelId: null },
    entries: ['ticket.fieldChanged'],
  },
  {
    action: { type: 'setCustomField', name: 'colour', value: 'red' },
    ticket: { customFields: { colour: 'red' } },
    entries: ['ticket.fieldChanged'],
  },
  {
    action: { type: 'addNote', body: 'Look at this.' },
    ticket: { messageCount: 2, status: 'new' },
    entries: ['note.added'],
  },
  {
    action: { type: 'answer', templateId: null, body: 'We have {{ticket.code}}.' },
    ticket: { messageCount: 2, status: 'new' },
    entries: ['message.sent'],
    sent: [{ kind: 'reply' }],
  },
  {
    action: { type: 'answer', templateId: 'tpl_received', body: null },
    ticket: { messageCount: 2 },
    entries: ['message.sent'],
    sent: [{ kind: 'reply' }],
  },
  {
    action: {
      type: 'sendMail',
      to: 'team@example.com',
      subject: '{{ticket.subject}}',
      body: 'Of {{customer.name}}.',
    },
    entries: ['rule.acted'],
    sent: [
      { kind: 'ruleMail', to: 'team@example.com', subject: 'Subject-of-ticket', body: 'Of Customer-name.' },
    ],
  },
  {
    action: { type: 'notify', agentIds: ['agt_ada', 'agt_bob'], body: 'Look at {{ticket.code}}.' },
    entries: ['rule.acted'],
    sent: [
      { kind: 'notice', agentId: 'agt_ada' },
      { kind: 'notice', agentId: 'agt_bob' },
    ],
  },
  {
    action: { type: 'notify', agentIds: 'assignee', body: 'Yours.' },
    given: taken,
    entries: ['rule.acted'],
    sent: [{ kind: 'notice', agentId: 'agt_ada' }],
  },
  {
    action: { type: 'notify', agentIds: 'department', body: 'For who serves it.' },
    entries: ['rule.acted'],
    sent: [{ kind: 'notice', agentId: 'agt_ada' }],
  },
  {
    action: { type: 'webhook', url: 'https://hooks.example.com/a', secret: null, method: 'PUT' },
    entries: ['rule.acted'],
    sent: [{ kind: 'webhook', ruleId: 'rul_urgent', url: 'https://hooks.example.com/a', method: 'PUT' }],
  },
  {
    action: { type: 'escalate', reason: 'It burns.' },
    ticket: { priority: 'high', departmentId: 'dep_sales', messageCount: 2 },
    entries: ['ticket.escalated', 'ticket.priorityChanged', 'ticket.transferred'],
  },
  {
    action: { type: 'delete' },
    ticket: { status: 'deleted' },
    entries: ['ticket.statusChanged', 'ticket.deleted'],
  },
  {
    action: { type: 'mergeInto', ticketId: 'tkt_target' },
    ticket: { status: 'deleted', links: [{ kind: 'mergedInto', ticketId: 'tkt_target' }] },
    entries: ['ticket.merged', 'ticket.merged'],
  },
  { action: { type: 'stop' }, entries: [] },
];
