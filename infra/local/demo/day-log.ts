import type { Company } from './company.ts';
import type { DeskClient, Entry, Message, RoutingItem, Ticket } from './desk-client.ts';
import type { Line, Screen } from './screen.ts';
import { tellChange } from './tell-change.ts';

/** Reads from the API what happened since the last look, and tells it, a line for each change. */
export class DayLog {
  readonly #owner: DeskClient;
  readonly #screen: Screen;
  readonly #names: ReadonlyMap<unknown, string>;
  readonly #told = new Map<string, number>();
  readonly #ticketBySubject = new Map<string, string>();
  readonly #noted: Line[] = [];
  #updatedUpTo: string | null = null;

  constructor(owner: DeskClient, company: Company, screen: Screen) {
    this.#owner = owner;
    this.#screen = screen;
    const named = [...company.departments, ...company.agents, ...company.levels, ...company.rules];
    this.#names = new Map(named.map(({ id, name }) => [id, name]));
  }

  /** The ticket that was opened under this subject. */
  async getTicket(subject: string): Promise<Ticket> {
    const id = this.#ticketBySubject.get(subject);
    if (id === undefined) throw new Error(`No ticket was opened about “${subject}”.`);
    return this.#owner.get<Ticket>(`/v1/tickets/${id}`);
  }

  /** Told in its turn, with what the tickets say. */
  add(line: Line): void {
    this.#noted.push(line);
  }

  /** Waits until all that is under way is done. */
  async tell(): Promise<void> {
    await this.#owner.post('/_local/settle');
    const since = this.#updatedUpTo === null ? '' : `&updatedFrom=${this.#updatedUpTo}`;
    const tickets = await this.#owner.list<Ticket>(`/v1/tickets?sort=updatedAt${since}`);
    this.#updatedUpTo = tickets.at(-1)?.updatedAt ?? this.#updatedUpTo;
    const changed = tickets.filter(({ id, version }) => version > (this.#told.get(id) ?? 0));
    const read = (await Promise.all(changed.map((ticket) => this.#read(ticket)))).flat();
    const lines = [...this.#noted.splice(0), ...read].sort((one, other) => (one.at <= other.at ? -1 : 1));
    for (const line of lines) this.#screen.line(line);
  }

  async #read(ticket: Ticket): Promise<Line[]> {
    const path = `/v1/tickets/${ticket.id}`;
    const told = this.#told.get(ticket.id) ?? 0;
    this.#told.set(ticket.id, ticket.version);
    this.#ticketBySubject.set(ticket.subject, ticket.id);
    const entries = await this.#owner.list<Entry>(`${path}/timeline`);
    const fresh = entries.filter(({ ticketVersion }) => ticketVersion > told);
    const [messages, routing] = await Promise.all([
      fresh.some(({ kind }) => kind === 'message.received')
        ? this.#owner.list<Message>(`${path}/messages`)
        : [],
      fresh.some(({ kind }) => kind === 'routing.decided')
        ? this.#owner.get<{ items: RoutingItem[] }>(`${path}/routing`)
        : { items: [] },
    ]);
    return [...Map.groupBy(fresh, ({ ticketVersion }) => ticketVersion).values()].flatMap((change) => {
      const at = change[0]?.at ?? '';
      const said = tellChange({
        ticket,
        entries: change,
        message: messages.find(({ id }) => change.some(({ messageId }) => messageId === id)),
        routing: routing.items.find((item) => item.at === at),
        nameOf: (id) => this.#names.get(id) ?? 'the owner',
      });
      return said === null ? [] : { at, code: ticket.code, ...said };
    });
  }
}
