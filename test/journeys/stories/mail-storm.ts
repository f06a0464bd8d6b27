import { expect } from 'vitest';
import { atOnce } from '#test/support/at-once.ts';
import type { Client, Json } from '#test/support/client.ts';
import { mailerTo } from '#test/support/mailer.ts';

export interface Storm {
  readonly smtpPort: number;
  readonly mailboxes: readonly string[];
  readonly mails: number;
  /** How often each mail is sent at the same moment. */
  readonly copies: number;
  readonly onAccepted?: (accepted: number) => void;
}

const connections = 16;
const subjectOf = (n: number) => `Storm ${n}`;

/** Sends by 16 connections until all are sent or the connections break; returns the subjects that were accepted. */
export async function storm({ smtpPort, mailboxes, mails, copies, onAccepted }: Storm): Promise<Set<string>> {
  const mailer = mailerTo(smtpPort, connections);
  const accepted = new Set<string>();
  const send = async (n: number) => {
    const to = mailboxes[n % mailboxes.length] ?? '';
    await mailer.sendRaw(mailOf(n, to), { from: `c${n % 97}@customer.example`, to });
    accepted.add(subjectOf(n));
    onAccepted?.(accepted.size);
  };
  const all = Array.from({ length: mails }, (_, n) => n).flatMap((n) => Array<number>(copies).fill(n));
  await Promise.allSettled(all.map(send));
  mailer.close();
  return accepted;
}

const mailOf = (n: number, to: string) =>
  [
    `From: Customer ${n % 97} <c${n % 97}@customer.example>`,
    `To: ${to}`,
    `Subject: ${subjectOf(n)}`,
    `Message-ID: <storm-${n}@customer.example>`,
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    '',
    `Words of mail ${n}`,
    '',
  ].join('\r\n');

export interface Staffed {
  readonly id: string;
  readonly mailbox: string;
  /** How many tickets each of its agents may have; empty where nobody is given any. */
  readonly maxLoadByAgent: ReadonlyMap<string, number>;
}

/** Departments that push by different methods and one that does not; some have more room than mails, some less. */
export async function staff(owner: Client, mails: number): Promise<Staffed[]> {
  const room = Math.ceil(mails / 3);
  return [
    await openStaffed(owner, { method: 'averageUtilization', agents: 5, room: room * 2 }),
    await openStaffed(owner, { method: 'roundRobin', agents: 4, room: Math.floor(room / 2) }),
    await openStaffed(owner, { method: 'none', agents: 2, room }),
  ];
}

async function openStaffed(
  owner: Client,
  { method, agents, room }: { method: string; agents: number; room: number },
): Promise<Staffed> {
  const distribution = { ticket: { method } };
  const { id } = await owner.make('POST /v1/departments', { name: method, distribution });
  const mailbox = `${method.toLowerCase()}@desk.example`;
  const settings = { provider: 'smtp', address: mailbox };
  await owner.make('POST /v1/sources', { type: 'email', name: method, departmentId: id, settings });
  const maxLoad = Math.floor(room / agents);
  const ids = await atOnce(1, Array.from({ length: agents }), async (_, n) => {
    const email = `${method.toLowerCase()}-${n}@staff.example`;
    const agent = await owner.make('POST /v1/agents', { name: `${method} ${n}`, email });
    await owner.make(`PUT /v1/departments/${id}/members/${agent.id}`, { channels: { ticket: { maxLoad } } });
    await owner.make(`PUT /v1/agents/${agent.id}/presence`, { state: 'online' });
    return String(agent.id);
  });
  const isGiven = method !== 'none';
  return { id, mailbox, maxLoadByAgent: new Map(isGiven ? ids.map((agentId) => [agentId, maxLoad]) : []) };
}

/** Every ticket of the storm has one message and is assigned within its agents' maximum, or waits since all are full. */
export async function expectServed(
  owner: Client,
  departments: readonly Staffed[],
): Promise<Map<string, Json>> {
  const tickets = await owner.list('/v1/tickets?limit=100&sort=createdAt');
  const bySubject = new Map<string, Json>(tickets.map((ticket) => [ticket.subject, ticket]));
  expect(bySubject.size).toBe(tickets.length);
  const counts = await atOnce(
    16,
    tickets,
    async ({ id }) => (await owner.get(`/v1/tickets/${id}/messages`)).items.length,
  );
  expect(counts.filter((count) => count !== 1)).toEqual([]);
  for (const department of departments) {
    expectWithinMaximum(
      department,
      tickets.filter(({ departmentId }) => departmentId === department.id),
    );
    await expectLoads(owner, department, tickets);
  }
  return bySubject;
}

function expectWithinMaximum({ maxLoadByAgent }: Staffed, tickets: readonly Json[]): void {
  const given = Map.groupBy(tickets, ({ assigneeId }) => assigneeId as string | null);
  const waiting = given.get(null)?.length ?? 0;
  given.delete(null);
  for (const [agentId, his] of given) {
    expect(his.length).toBeLessThanOrEqual(maxLoadByAgent.get(agentId ?? '') ?? 0);
  }
  const room = [...maxLoadByAgent].map(([agentId, most]) => most - (given.get(agentId)?.length ?? 0));
  const free = room.reduce((sum, one) => sum + one, 0);
  if (waiting > 0) expect(free).toBe(0);
}

/** What an agent's presence counts is what he really has. */
async function expectLoads(owner: Client, { maxLoadByAgent }: Staffed, tickets: readonly Json[]) {
  for (const agentId of maxLoadByAgent.keys()) {
    const { load } = await owner.get(`/v1/agents/${agentId}/presence`);
    expect(load.ticket).toBe(tickets.filter(({ assigneeId }) => assigneeId === agentId).length);
  }
}
