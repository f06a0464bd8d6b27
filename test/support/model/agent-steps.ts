import fc from 'fast-check';
import {
  canMove,
  isOver,
  isWaiting,
  type ModelTicket,
  move,
  type Priority,
  reopen,
  type Status,
  setStatus,
} from './model-ticket.ts';
import { onTicket, type Scene } from './step.ts';

const path = ({ ticket }: { ticket: ModelTicket }, rest: string) => `POST /v1/tickets/${ticket.id}/${rest}`;
const colleague = ({ said, world }: Scene<{ to: number | null }>) =>
  said.to === null ? null : world.people[said.to]!;

export const reply = onTicket(
  'reply',
  {},
  {
    line: (scene) => [path(scene, 'messages'), { type: 'reply', body: 'Yes.' }],
    expected: ({ ticket }) => (isOver(ticket) ? 'ticket-not-answerable' : 'done'),
    change: ({ ticket, model }) => {
      ticket.messages += 1;
      if (ticket.status !== 'answered') setStatus(ticket, 'answered', model.nowMs);
    },
  },
);

export const note = onTicket(
  'note',
  {},
  {
    line: (scene) => [path(scene, 'messages'), { type: 'note', body: 'Odd.' }],
    expected: () => 'done',
    change: ({ ticket }) => {
      ticket.messages += 1;
    },
  },
);

/** Also to whom the department is closed: he sees what is his. */
export const assign = onTicket(
  'assign',
  { to: fc.option(fc.nat(2)) },
  {
    line: (scene) => [path(scene, 'assign'), { agentId: colleague(scene)?.id ?? null }],
    expected: () => 'done',
    change: (scene) => give(scene.ticket, colleague(scene)?.id ?? null),
  },
);

function give(ticket: ModelTicket, agentId: string | null): void {
  if (ticket.assigneeId === agentId) return;
  Object.assign(ticket, { assigneeId: agentId, isTaken: false });
}

export const transfer = onTicket(
  'transfer',
  { where: fc.nat(1), keepStatus: fc.boolean() },
  {
    line: (scene) => {
      const { where, keepStatus } = scene.said;
      return [path(scene, 'transfer'), { departmentId: scene.world.departmentIds[where], keepStatus }];
    },
    expected: () => 'done',
    change: ({ ticket, said, world, model }) => {
      const departmentId = world.departmentIds[said.where]!;
      if (departmentId === ticket.departmentId) return;
      Object.assign(ticket, { departmentId, assigneeId: null, isTaken: false });
      const isAtRest = ticket.status === 'answered' || ticket.status === 'resolved';
      if (isAtRest && !said.keepStatus) reopen(ticket, 'open', model.nowMs);
    },
  },
);

const moved: readonly Status[] = ['new', 'open', 'answered', 'postponed', 'resolved', 'closed', 'spam'];

export const changeStatus = onTicket(
  'changeStatus',
  { to: fc.constantFrom(...moved), minutes: fc.nat(30).map((n) => n * 20 + 15) },
  {
    line: ({ said, ticket, model }) => {
      const isReturn =
        ticket.former.at(-1)?.status === said.to && ['spam', 'deleted'].includes(ticket.status);
      const until = new Date(model.nowMs + said.minutes * 60_000).toISOString();
      const isParked = said.to === 'postponed' && !isReturn;
      return [path({ ticket }, 'status'), { status: said.to, ...(isParked && { until }) }];
    },
    expected: ({ said, ticket }) => (canMove(ticket, said.to) ? 'done' : 'status-not-allowed'),
    change: ({ said, ticket, model }) => {
      const { nowMs } = model;
      move(ticket, said.to, { nowMs, untilMs: nowMs + said.minutes * 60_000 });
    },
  },
);

export const claim = onTicket(
  'claim',
  {},
  {
    line: (scene) => [path(scene, 'claim')],
    expected: ({ ticket, person }) => {
      if (ticket.assigneeId !== null && ticket.assigneeId !== person.id) return 'edited-by-someone-else';
      return isWaiting(ticket) ? 'done' : 'status-not-allowed';
    },
    change: ({ ticket, person }) => {
      Object.assign(ticket, { assigneeId: person.id, isTaken: true });
    },
  },
);

export const edit = onTicket(
  'edit',
  {
    priority: fc.constantFrom<Priority>('low', 'normal', 'high', 'urgent'),
    tags: fc.uniqueArray(fc.constantFrom('red', 'green', 'blue')),
  },
  {
    line: ({ said: { priority, tags }, ticket }) => [`PATCH /v1/tickets/${ticket.id}`, { priority, tags }],
    expected: () => 'done',
    change: ({ said: { priority, tags }, ticket }) => {
      Object.assign(ticket, { priority, tags });
    },
  },
);

const raised: Readonly<Record<Priority, Priority>> = {
  low: 'normal',
  normal: 'high',
  high: 'urgent',
  urgent: 'urgent',
};

export const escalate = onTicket(
  'escalate',
  {},
  {
    line: (scene) => [path(scene, 'escalate'), { reason: 'He waits for too long.' }],
    expected: ({ ticket }) => (isOver(ticket) ? 'status-not-allowed' : 'done'),
    change: ({ ticket }) => {
      ticket.messages += 1;
      ticket.priority = raised[ticket.priority];
    },
  },
);

export const view = onTicket(
  'view',
  { state: fc.constantFrom('viewing', 'answering', 'left') },
  {
    line: ({ said: { state }, ticket }) => [`PUT /v1/tickets/${ticket.id}/viewers`, { state }],
    expected: () => 'done',
    change: ({ said: { state }, ticket, person, model }) => {
      if (state === 'left') ticket.viewers.delete(person.id);
      else ticket.viewers.set(person.id, model.nowMs + 60_000);
    },
  },
);
