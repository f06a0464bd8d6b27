import type { Agent, Company } from './company.ts';
import type { DayClock } from './day-clock.ts';
import type { DayLog } from './day-log.ts';
import type { DeskClient, SentMail, Ticket } from './desk-client.ts';
import type { Letter, PostOffice, Writer } from './post-office.ts';

interface Stage {
  /** As the owner sees it. */
  readonly desk: DeskClient;
  readonly company: Company;
  readonly clock: DayClock;
  readonly post: PostOffice;
  readonly log: DayLog;
}

interface Presence {
  readonly state: string;
  readonly since: string;
}

/** What customers and agents do on a day; each ticket is known by its subject. */
export class SupportDay {
  readonly #stage: Stage;
  readonly #onBreak = new Set<string>();
  #time = '08:30';

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Lets the time come, with everything that is due until then, and then this happen. */
  async at(time: string, act: () => Promise<void>): Promise<void> {
    const { clock, log } = this.#stage;
    await clock.reach(time);
    this.#time = time;
    await this.#welcomeBack();
    await act();
    await log.tell();
  }

  /** @param copies how often the same mail arrives. */
  async mail(department: string, letter: Omit<Letter, 'to'>, copies = 1): Promise<void> {
    const to = this.#stage.company.mailboxByDepartment.get(department) ?? 'hello@example.net';
    await this.#deliver({ ...letter, to }, copies);
  }

  async form(from: Writer, subject: string, body: string): Promise<void> {
    const { desk, company } = this.#stage;
    const { name, address: email } = from;
    await desk.as(null).post(`/public/forms/${company.formId}`, { name, email, subject, body });
  }

  /** The web shop tells of a customer's trouble. */
  async shopReport(customer: Writer, subject: string, body: string): Promise<void> {
    const { desk, company } = this.#stage;
    const { name, address: email } = customer;
    await desk.post('/v1/tickets', { subject, body, sourceId: company.shopId, customer: { name, email } });
  }

  /** The customer answers our last mail to him. */
  async writeBack(from: Writer, text: string): Promise<void> {
    const answers = await this.#lastMailTo(from);
    await this.#deliver({ from, to: answers.from, subject: `Re: ${answers.subject}`, text, answers });
  }

  async replyAutomatically(from: Writer, text: string): Promise<void> {
    const answers = await this.#lastMailTo(from);
    const subject = `Automatic reply: ${answers.subject}`;
    await this.#deliver({ from, to: answers.from, subject, text, answers, isAutomatic: true });
  }

  async bounce(recipient: Writer): Promise<void> {
    await this.#stage.post.returnToSender(await this.#lastMailTo(recipient));
  }

  async answer(subject: string, body: string): Promise<void> {
    await this.#asHolder(subject, 'messages', { type: 'reply', body });
  }

  async note(subject: string, body: string): Promise<void> {
    await this.#asHolder(subject, 'messages', { type: 'note', body });
  }

  async resolve(subject: string): Promise<void> {
    await this.#asHolder(subject, 'status', { status: 'resolved' });
  }

  async postpone(subject: string, until: string, daysLater = 0): Promise<void> {
    const { clock } = this.#stage;
    await this.#asHolder(subject, 'status', {
      status: 'postponed',
      until: clock.instantOf(until, daysLater),
    });
  }

  async handOver(subject: string, department: string): Promise<void> {
    const departmentId = this.#stage.company.departments.find(({ name }) => name === department)?.id;
    await this.#asHolder(subject, 'transfer', { departmentId });
  }

  /** The button: the most important ticket that waits for this agent. */
  async takeNext(name: string): Promise<void> {
    await this.#agentNamed(name).desk.post('/v1/to-solve/next');
  }

  /** An agent writes first. */
  async writeFirst(name: string, to: Writer, letter: { subject: string; body: string }): Promise<void> {
    const { company } = this.#stage;
    const departmentId = company.departments.find((one) => one.name === 'Sales')?.id;
    const customer = { name: to.name, email: to.address };
    await this.#agentNamed(name).desk.post('/v1/tickets', {
      ...letter,
      customer,
      departmentId,
      outgoing: true,
    });
  }

  async signIn(...names: readonly string[]): Promise<void> {
    this.#tellTeam(`${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} online`);
    await Promise.all(names.map((name) => this.#present(name, { state: 'online' })));
  }

  async signOut(...names: readonly string[]): Promise<void> {
    this.#tellTeam(`${names.join(', ')} ${names.length > 1 ? 'go' : 'goes'} offline`);
    await Promise.all(names.map((name) => this.#present(name, { state: 'offline' })));
  }

  async goOnBreak(name: string, reason: string, until: string): Promise<void> {
    this.#tellTeam(`${name} is on a break until ${until}: ${reason}`);
    this.#onBreak.add(name);
    await this.#present(name, { state: 'break', reason, until: this.#stage.clock.instantOf(until) });
  }

  /** A break with an end is over by itself. */
  async #welcomeBack(): Promise<void> {
    for (const name of this.#onBreak) {
      const { desk } = this.#agentNamed(name);
      const { state, since } = await desk.get<Presence>('/v1/agents/me/presence');
      if (state !== 'online') continue;
      this.#onBreak.delete(name);
      this.#tellTeam(`${name}’s break is over`, since);
    }
  }

  async #deliver(letter: Letter, copies = 1): Promise<void> {
    await this.#stage.post.deliver(letter, this.#stage.clock.instantOf(this.#time), copies);
    if (copies === 1) return;
    this.#tellTeam(`${letter.from.name}’s mail server sends one mail ${copies} times`);
  }

  /** As the agent to whom the ticket is assigned. */
  async #asHolder(subject: string, verb: string, body: unknown): Promise<void> {
    const ticket: Ticket = await this.#stage.log.getTicket(subject);
    const holder = this.#stage.company.agents.find(({ id }) => id === ticket.assigneeId);
    if (holder === undefined) throw new Error(`Nobody has “${subject}”.`);
    await holder.desk.post(`/v1/tickets/${ticket.id}/${verb}`, body);
  }

  async #lastMailTo({ address }: Writer): Promise<SentMail> {
    const sent = (await this.#stage.desk.listSentMails()).find(({ to }) => to.includes(address));
    if (sent === undefined) throw new Error(`Nothing was sent to ${address} yet.`);
    return sent;
  }

  async #present(name: string, presence: object): Promise<void> {
    await this.#agentNamed(name).desk.put('/v1/agents/me/presence', presence);
  }

  #agentNamed(name: string): Agent {
    const agent = this.#stage.company.agents.find((one) => one.name === name);
    if (agent === undefined) throw new Error(`Nobody here is called ${name}.`);
    return agent;
  }

  #tellTeam(text: string, at = this.#stage.clock.instantOf(this.#time)): void {
    this.#stage.log.add({ at, label: 'team', code: null, text });
  }
}
