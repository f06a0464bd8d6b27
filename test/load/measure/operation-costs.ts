import { toInstant } from '#shared/domain/business-time/instant.ts';
import { sweep } from '#shared/domain/due/sweep.ts';
import type { IncomingMail, StoredMail } from '#shared/domain/inbound/incoming-mail.ts';
import { ingestMail } from '#shared/domain/inbound/ingest-mail.ts';
import { serveDepartment } from '#shared/domain/routing/serve-department.ts';
import { toFoundBy } from '#shared/domain/search/found-by.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openDueStore } from '#shared/persistence/due-store.ts';
import { openWordKeeper } from '#shared/persistence/word-keeper.ts';
import type { Cost } from './counted-calls.ts';
import { dueShards, type Instance, type MeasuredDesk, startMeasuredDesk } from './measured-desk.ts';

/** What each operation costs, by its name. */
export type OperationCosts = Readonly<Record<string, Cost>>;

/** Far enough that calls side by side overlap, whatever else the machine does. */
const farMs = 8;
const customer = { name: 'Ada', email: 'ada@customer.example' };
const text = 'The order arrived, but two of the five chairs are missing. '.repeat(8);
const newTicket = { subject: 'Two chairs are missing', body: text, customer, departmentId: 'dep_first' };

/** Does each operation once on a small desk, with the caches of a running instance, and once without. */
export async function measureOperations(): Promise<OperationCosts> {
  const desk = await startMeasuredDesk({
    departmentIds: ['dep_first', 'dep_second', 'dep_third'],
    method: 'roundRobin',
    agents: 3,
  });
  try {
    const measuring = new Measuring(desk);
    await measuring.warmUp();
    await measuring.measureRequests();
    await measuring.measureReactions();
    await measuring.measureFirstRequest();
    return measuring.costs;
  } finally {
    await desk.close();
  }
}

class Measuring {
  readonly costs: Record<string, Cost> = {};
  readonly #desk: MeasuredDesk;
  readonly #instance: Instance;

  constructor(desk: MeasuredDesk) {
    this.#desk = desk;
    this.#instance = desk.open({ farMs });
  }

  async #measure<Answer>(name: string, act: () => Promise<Answer>): Promise<Answer> {
    this.#desk.moveSeconds(1);
    this.#instance.calls.take();
    const answer = await act();
    this.costs[name] = this.#instance.calls.take();
    return answer;
  }

  #create(changes: object = {}) {
    return this.#instance.ask('POST /v1/tickets', { body: { ...newTicket, ...changes } });
  }

  /** The customer is known from here on, and a page of the list is full. */
  async warmUp(): Promise<void> {
    for (let count = 0; count < 55; count++) await this.#create();
    const { nextCursor } = await this.#instance.ask('GET /v1/tickets', { query: 'limit=50' });
    if (nextCursor === null) throw new Error('the list fits on one page');
    const { items } = await this.#instance.ask('GET /v1/tickets', { query: 'limit=100' });
    const ids = items.map(({ id }: Ticket) => id);
    const tickets = await this.#instance.desk.index.getMany(ids);
    await this.#keepWords(...tickets.values());
  }

  async measureRequests(): Promise<void> {
    const { ask } = this.#instance;
    const ticket = await this.#measure('create a ticket', () => this.#create());
    await this.#measure('create a ticket of a new customer', () =>
      this.#create({ customer: { ...customer, email: 'new@customer.example' } }),
    );
    await this.#measure('create a ticket, with Idempotency-Key', () =>
      ask('POST /v1/tickets', { body: newTicket, headers: { 'idempotency-key': 'once' } }),
    );
    const path = `/v1/tickets/${ticket.id}`;
    await this.#measure('get a ticket', () => ask(`GET ${path}`));
    await this.#measure('list the newest 50', () => ask('GET /v1/tickets', { query: 'status=new&limit=50' }));
    await this.#measure('search for one word, 25 found', () => ask('GET /v1/tickets', { query: 'q=chai' }));
    await this.#measure('search for three words, 25 found', () =>
      ask('GET /v1/tickets', { query: 'q=two+missing+chai' }),
    );
    await this.#measure('claim a ticket', () => ask(`POST ${path}/claim`));
    await this.#measure('reply', () => ask(`POST ${path}/messages`, { body: { type: 'reply', body: text } }));
    await this.#measure('note', () => ask(`POST ${path}/messages`, { body: { type: 'note', body: text } }));
    await this.#measure('list messages', () => ask(`GET ${path}/messages`));
    await this.#measure('list the timeline', () => ask(`GET ${path}/timeline`));
    await this.#measure('change the status', () =>
      ask(`POST ${path}/status`, { body: { status: 'resolved' } }),
    );
    await this.#measure('transfer', () =>
      ask(`POST ${path}/transfer`, { body: { departmentId: 'dep_second' } }),
    );
    await this.#measureMerges();
    await this.#measure('take the next to solve', () => ask('POST /v1/to-solve/next'));
  }

  async #measureMerges(): Promise<void> {
    const { ask } = this.#instance;
    const target = await this.#create();
    const sourceIds: string[] = [];
    // One after another, so that the same message is the last one each time.
    while (sourceIds.length < 2) {
      this.#desk.moveSeconds(1);
      sourceIds.push((await this.#create()).id);
    }
    const path = `/v1/tickets/${target.id}`;
    await this.#measure('merge two tickets into a third', () =>
      ask(`POST ${path}/merge`, { body: { sourceIds } }),
    );
    await this.#measure('list messages of three merged tickets', () => ask(`GET ${path}/messages`));
    await this.#measure('get a ticket with two links', () => ask(`GET ${path}`));
    const { items } = await ask(`GET ${path}/messages`);
    const body = { messageId: items.at(-1).id };
    await this.#measure('split a ticket', () => ask(`POST ${path}/split`, { body }));
  }

  async measureReactions(): Promise<void> {
    const { desk } = this.#instance;
    const first = await this.#measure('take in a mail: a new ticket', () => this.#ingest({ id: 'mail-1' }));
    if (first === null) throw new Error('the mail was known');
    await this.#measure('take in a mail: an answer', () => this.#ingest({ id: 'mail-2', code: first.code }));
    await this.#measure('take in a mail that is here already', () => this.#ingest({ id: 'mail-2' }));
    const waiting = await this.#create({ departmentId: 'dep_third' });
    await this.#measure('route a ticket', () => serveDepartment(desk, 'dep_third', [waiting.id]));
    this.#desk.moveSeconds(3600);
    const found = await this.#instance.desk.tickets.find(waiting.id);
    if (found === undefined) throw new Error('the ticket is not there');
    await this.#measure('keep what a new ticket is found by', () => this.#keepWords(found));
    await this.#measure('keep what an edited ticket is found by', () =>
      this.#keepWords({ ...found, version: found.version + 1, subject: 'Two tables are missing' }),
    );
    await this.#measure('mark a breach', () => meetMoments(desk, waiting.id));
    await this.#measure('sweep, nothing due', () => this.#sweep('wake'));
    await this.#measure('read the configuration unchanged', () => desk.accounts.load());
  }

  async measureFirstRequest(): Promise<void> {
    const [ticket] = (await this.#instance.ask('GET /v1/tickets', { query: 'limit=1' })).items;
    const instance = this.#desk.open({ farMs });
    await instance.ask(`GET /v1/tickets/${ticket.id}`);
    this.costs['get a ticket, first request of an instance'] = instance.calls.take();
  }

  #keepWords(...tickets: readonly Ticket[]) {
    return openWordKeeper(this.#instance.table, this.#desk.clock.now).keep(tickets.map(toFoundBy));
  }

  #sweep(name: 'sla' | 'wake') {
    const due = openDueStore(this.#instance.table, dueShards);
    return sweep(name, { due, now: this.#desk.clock.now, remind: async () => undefined });
  }

  #ingest({ id, code = null }: { id: string; code?: string | null }) {
    const receivedAt = toInstant(this.#desk.clock.now());
    const stored: StoredMail = { bucket: 'raw', key: id, receivedAt };
    return ingestMail(
      {
        ...this.#instance.desk,
        rawMails: { find: async () => ({ bytes: new Uint8Array(), envelope: noEnvelope }) },
        files: { put: async () => undefined },
        readMail: async () => aMail(`${id}@customer.example`, code),
      },
      stored,
    );
  }
}

const noEnvelope = { sourceId: null, sender: null, recipient: null };

function aMail(id: string, code: string | null): IncomingMail {
  return {
    id,
    mailMessageId: id,
    headers: new Map(),
    digest: 'x'.repeat(43),
    answers: [],
    reportsOn: [],
    bounceReason: null,
    code,
    author: { address: customer.email, name: customer.name },
    isMarkedOurs: false,
    deliveredTo: ['desk@desk.example'],
    recipients: ['desk@desk.example'],
    subject: newTicket.subject,
    text,
    visibleText: text,
    html: null,
    automatic: null,
    isSpam: false,
    hasVirus: false,
    unreadable: null,
    files: [],
    filesLeftOut: 0,
  };
}
