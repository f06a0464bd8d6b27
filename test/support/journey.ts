import type { DomainEvent } from '#events/contracts/domain-event.ts';
import type { OutboxItem, ServiceCall } from '#infra/local/contracts.ts';
import { type Platform, type PlatformOptions, startPlatform } from '#infra/local/platform.ts';
import { type Client, clientOf, type Json } from './client.ts';
import { type Mailer, mailerTo } from './mailer.ts';

export interface Hired {
  readonly id: string;
  readonly client: Client;
}

interface Post {
  readonly role?: 'reader' | 'solver' | 'supervisor' | 'manager';
  readonly maxLoad?: number;
  readonly priority?: number;
}

interface Hiring {
  readonly role?: 'owner' | 'admin' | 'agent';
  /** A custom role. */
  readonly roleId?: string;
  readonly scope?: { readonly level: 'all' | 'department' | 'assigned'; readonly tags?: readonly string[] };
  readonly departments?: Readonly<Record<string, Post>>;
  readonly state?: 'online' | 'offline';
  readonly onlyToSolve?: boolean;
}

/** A running system and the people who use it; everything goes over HTTP and SMTP. */
export interface Journey {
  readonly platform: Platform;
  readonly owner: Client;
  readonly visitor: Client;
  readonly mailer: Mailer;
  /** Calls of the functions to AWS so far. */
  readonly calls: readonly ServiceCall[];
  /** Requests so far, as `METHOD /path?query`. */
  readonly lines: readonly string[];
  clientOf(key: string): Client;
  /** A department with its mailbox. */
  openDepartment(name: string, input?: Record<string, unknown>): Promise<{ id: string; mailbox: string }>;
  /** An agent with a key of his own, a member of these departments, online. */
  hire(name: string, hiring?: Hiring): Promise<Hired>;
  /** What was published on the bus, oldest first, each event once. */
  events(ticketId: string): DomainEvent[];
  /** Of customers, as above. */
  customerEvents(customerId: string): DomainEvent[];
  /** Mails that left to this address, oldest first. */
  mailsTo(address: string): (NonNullable<OutboxItem['mail']> & Pick<OutboxItem, 'status' | 'at'>)[];
  settle(): Promise<void>;
  /** Moves the platform clock; returns when all that became due is done. */
  advanceMinutes(minutes: number): Promise<void>;
  /** The one ticket with this subject. */
  ticketAbout(subject: string): Promise<Json>;
  close(): Promise<void>;
}

/**
 * One write in a hundred meets another transaction, as it would on AWS. Two sandboxes of a function race as well as more
 * do, and each costs its start: whoever is about many at once asks for them.
 */
export async function startJourney(options: PlatformOptions = {}): Promise<Journey> {
  const calls: ServiceCall[] = [];
  const platform = await startPlatform({
    conflictShare: 0.01,
    seed: 7,
    workersPerFunction: 2,
    recordCall: (call) => calls.push(call),
    ...options,
  });
  const mailer = mailerTo(platform.smtpPort, 4);
  const lines: string[] = [];
  const as = (key: string | null) => clientOf(platform.url, key, (line) => lines.push(line));
  const owner = as(platform.ownerKey);
  return {
    platform,
    owner,
    visitor: as(null),
    mailer,
    calls,
    lines,
    clientOf: as,
    openDepartment: (name, input) => openDepartment(owner, name, input),
    hire: (name, hiring) => hire({ owner, as }, name, hiring),
    events: (ticketId) => eventsIn(calls).filter((event) => event.ticketId === ticketId),
    customerEvents: (customerId) =>
      eventsIn(calls).filter(
        ({ type, data }) => type.startsWith('customer.') && data.facts['customerId'] === customerId,
      ),
    mailsTo: (address) => mailsTo(platform, address),
    settle: () => platform.settle(),
    advanceMinutes: (minutes) => platform.advance(minutes * 60),
    ticketAbout: (subject) => ticketAbout(owner, subject),
    close: async () => {
      mailer.close();
      await platform.close();
    },
  };
}

async function openDepartment(owner: Client, name: string, input: Record<string, unknown> = {}) {
  const { id: departmentId } = await owner.make('POST /v1/departments', { name, ...input });
  const mailbox = `${name.toLowerCase()}@desk.example`;
  const settings = { provider: 'smtp', address: mailbox };
  await owner.make('POST /v1/sources', { type: 'email', name, departmentId, settings });
  return { id: String(departmentId), mailbox };
}

async function hire(
  { owner, as }: { owner: Client; as: (key: string) => Client },
  name: string,
  { departments = {}, state = 'online', ...said }: Hiring = {},
): Promise<Hired> {
  const email = `${name.toLowerCase()}@staff.example`;
  const { id } = await owner.make('POST /v1/agents', { name, email, ...said });
  for (const [departmentId, { role = 'solver', ...ticket }] of Object.entries(departments)) {
    const member = { role, channels: { ticket } };
    await owner.make(`PUT /v1/departments/${departmentId}/members/${id}`, member);
  }
  const { key } = await owner.make('POST /v1/api-keys', { name, agentId: id });
  const client = as(key);
  await client.make('PUT /v1/agents/me/presence', { state });
  return { id, client };
}

function eventsIn(calls: readonly ServiceCall[]): DomainEvent[] {
  const published = calls
    .filter(({ operation }) => operation === 'PutEvents')
    .flatMap(({ input }) => input['Entries'] as readonly { Detail: string }[])
    .map(({ Detail }) => JSON.parse(Detail) as DomainEvent);
  return [...new Map(published.map((event) => [event.id, event])).values()];
}

function mailsTo({ outbox }: Platform, address: string): ReturnType<Journey['mailsTo']> {
  return outbox
    .list()
    .toReversed()
    .flatMap(({ mail, status, at }) => (mail?.to.includes(address) ? [{ ...mail, status, at }] : []));
}

async function ticketAbout(owner: Client, subject: string): Promise<Json> {
  const all = await owner.list('/v1/tickets?limit=100');
  const found = all.filter((ticket) => ticket.subject === subject);
  if (found.length === 1) return found[0];
  throw new Error(`${found.length} tickets are about ${subject}; there are ${all.map((one) => one.subject)}`);
}
