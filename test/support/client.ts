/** Whatever JSON came; a test says what it expects of it. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Asked {
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Speaks to a running platform over HTTP, with one key. */
export interface Client {
  readonly key: string | null;
  /** `METHOD /path?query`; whatever the answer is. */
  ask(line: string, asked?: Asked): Promise<Answer>;
  /** The body of a success; anything else ends the test and says what was answered. */
  make(line: string, body?: unknown, headers?: Asked['headers']): Promise<Json>;
  get(path: string): Promise<Json>;
  /** The items of all pages. */
  list(path: string): Promise<Json[]>;
}

/** `onAsked` hears every line. */
export function clientOf(url: string, key: string | null, onAsked?: (line: string) => void): Client {
  const ask = async (line: string, asked: Asked = {}): Promise<Answer> => {
    onAsked?.(line);
    const [method = 'GET', path = '/'] = line.split(' ');
    const response = await fetch(url + path, { method, headers: headersOf(key, asked), ...bodyOf(asked) });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const make = async (line: string, body?: unknown, headers: Asked['headers'] = {}): Promise<Json> => {
    const told = await ask(line, { headers, ...(body !== undefined && { body }) });
    if (told.status < 300) return told.body;
    throw new Error(`${line} was answered ${told.status}: ${JSON.stringify(told.body)}`);
  };
  const get = (path: string) => make(`GET ${path}`);
  return { key, ask, make, get, list: (path) => listAll(get, path) };
}

function headersOf(key: string | null, { body, headers }: Asked): Record<string, string> {
  return {
    ...(key !== null && { authorization: `Bearer ${key}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
}

function bodyOf({ body, raw }: Asked): { body?: string | Uint8Array<ArrayBuffer> } {
  if (raw !== undefined) return { body: raw };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

async function listAll(get: (path: string) => Promise<Json>, path: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const joint = path.includes('?') ? '&' : '?';
    const page: Json = await get(
      cursor === '' ? path : `${path}${joint}cursor=${encodeURIComponent(cursor)}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
