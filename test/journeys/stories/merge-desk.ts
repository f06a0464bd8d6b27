import type { Client, Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

/** Ada works in two departments, Sam in one; customers write by mail, form and API. */
export class MergeDesk {
  readonly journey: Journey;
  readonly help: { id: string; mailbox: string };
  readonly sales: { id: string; mailbox: string };
  readonly ada: Hired;
  readonly sam: Hired;
  readonly #formId: string;

  private constructor(
    journey: Journey,
    parts: Pick<MergeDesk, 'help' | 'sales' | 'ada' | 'sam'>,
    formId: string,
  ) {
    this.journey = journey;
    this.help = parts.help;
    this.sales = parts.sales;
    this.ada = parts.ada;
    this.sam = parts.sam;
    this.#formId = formId;
  }

  static async start(): Promise<MergeDesk> {
    const journey = await startJourney();
    const help = await journey.openDepartment('Help');
    const sales = await journey.openDepartment('Sales');
    const ada = await journey.hire('Ada', { departments: { [help.id]: {}, [sales.id]: {} } });
    const sam = await journey.hire('Sam', { departments: { [sales.id]: {} } });
    const form = { type: 'form', name: 'Form', departmentId: sales.id, settings: { allowedOrigins: [] } };
    const { id } = await journey.owner.make('POST /v1/sources', form);
    return new MergeDesk(journey, { help, sales, ada, sam }, id);
  }

  open(subject: string, more: object = {}): Promise<Json> {
    return this.ada.client.make('POST /v1/tickets', {
      subject,
      body: `First of ${subject}`,
      customer: { email: 'carl@customer.example' },
      departmentId: this.help.id,
      ...more,
    });
  }

  /** By the form: with the token that leads back to it. */
  async byForm(subject: string, email = 'dora@customer.example'): Promise<Json> {
    const said = { email, name: 'Dora', subject, body: `First of ${subject}` };
    const receipt = await this.journey.visitor.make(`POST /public/forms/${this.#formId}`, said);
    return { ...receipt, id: (await this.journey.ticketAbout(subject)).id };
  }

  merge(target: Json, ...sources: readonly Json[]): Promise<Json> {
    const sourceIds = sources.map(({ id }) => id);
    return this.ada.client.make(`POST /v1/tickets/${target.id}/merge`, { sourceIds });
  }

  reply(ticket: Json, body: string, more: object = {}): Promise<Json> {
    return this.ada.client.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body, ...more });
  }

  look(ticket: Json, client: Client = this.ada.client): Promise<Json> {
    return client.get(`/v1/tickets/${ticket.id}`);
  }

  messagesOf(ticket: Json, client: Client = this.ada.client): Promise<Json[]> {
    return client.list(`/v1/tickets/${ticket.id}/messages?limit=2`);
  }

  async bodiesOf(ticket: Json): Promise<string[]> {
    return (await this.messagesOf(ticket)).map(({ body }) => body.trim());
  }

  /** What a refusal says. */
  async codeOf(line: string, body: unknown, client: Client = this.ada.client): Promise<[number, string]> {
    const told = await client.ask(line, { body });
    return [told.status, told.body.code];
  }

  async upload(name: string): Promise<string> {
    const file = { name, type: 'text/plain', size: 5 };
    const { id, upload: link } = await this.ada.client.make('POST /v1/attachments', file);
    await fetch(link.url, { method: link.method, headers: link.headers, body: 'Hello' });
    return id;
  }
}

/** What lies at an address that sends on; the status when it does not. */
export async function fileBehind(url: string, token: string | null): Promise<string | number> {
  const first = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
  const location = first.headers.get('location');
  return location === null ? first.status : (await fetch(location)).text();
}
