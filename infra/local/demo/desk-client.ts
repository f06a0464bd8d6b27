/** What the demo reads of the API's answers (api.md has the whole shapes). */
export interface Ticket {
  readonly id: string;
  readonly code: string;
  readonly subject: string;
  readonly status: string;
  readonly channel: string;
  readonly departmentId: string;
  readonly assigneeId: string | null;
  readonly customer: { readonly name: string | null; readonly email: string | null };
  readonly sla: { readonly levelId: string | null; readonly breached: boolean };
  readonly updatedAt: string;
  readonly version: number;
}

export interface Entry {
  readonly at: string;
  readonly kind: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly ticketVersion: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly messageId: string | null;
  readonly ruleId: string | null;
  readonly reason: string | null;
  /** As it was at that moment. */
  readonly facts: { readonly agentId: string | null };
}

export interface Message {
  readonly id: string;
  readonly automatic: string | null;
  readonly attachments: readonly { readonly name: string }[];
}

export interface RoutingItem {
  readonly at: string;
  readonly method: string;
  readonly outcome: 'assigned' | 'queued';
  readonly agentId: string | null;
  readonly rule: string;
  readonly considered: readonly {
    readonly agentId: string;
    readonly eligible: boolean;
    readonly reasons: readonly string[];
  }[];
}

export interface SentMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}

/** One agent’s client of the HTTP API: it sees what every client sees. */
export class DeskClient {
  readonly url: string;
  readonly #key: string | null;

  constructor(url: string, key: string | null) {
    this.url = url;
    this.#key = key;
  }

  as(key: string | null): DeskClient {
    return new DeskClient(this.url, key);
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }

  post<Answer>(path: string, body?: unknown): Promise<Answer> {
    return this.#ask('POST', path, body);
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#ask('PUT', path, body);
  }

  patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#ask('PATCH', path, body);
  }

  /** Every page of a list. */
  async list<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    const start = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
    let cursor: string | null = null;
    do {
      const page: Page<Item> = await this.get(
        cursor === null ? start : `${start}&cursor=${encodeURIComponent(cursor)}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor ?? null;
    } while (cursor !== null);
    return items;
  }

  /** Mails that left, newest first. */
  async listSentMails(): Promise<SentMail[]> {
    const { items } = await this.get<Page<{ readonly mail?: SentMail }>>('/_local/outbox');
    return items.flatMap(({ mail }) => mail ?? []);
  }

  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.#key !== null && { authorization: `Bearer ${this.#key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }
}
