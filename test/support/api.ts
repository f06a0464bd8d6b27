import { openAccount } from '#infra/open-account.ts';
import type { HttpHandler } from '#shared/lambda/serve.ts';
import { httpEvent, lambdaContext } from '#test/unit/shared/lambda/http-event.ts';
import { startTable, type TestTable } from './table.ts';

export const ownerKey = 'owner-key-of-the-test';

export interface Asked {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly sourceIp?: string;
}

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface TestApi extends TestTable {
  /** `METHOD /path?query`, by the owner unless told. */
  ask(line: string, asked?: Asked): Promise<Told>;
  /** A thing that a POST makes, or that a PUT leaves. */
  make(line: string, body: unknown): Promise<Told['body']>;
}

/** The handlers as they are deployed, on a table of their own and on its clock; a path goes to the first whose key is a part of it. */
export async function startApi(handlerByPart: Readonly<Record<string, HttpHandler>>): Promise<TestApi> {
  const started = await startTable({ buckets: ['attachments'] });
  Object.assign(process.env, started.environment, {
    TABLE_NAME: started.name,
    DATA_KEY_ID: started.keyId,
    PUBLIC_URL: 'https://desk.example',
    ATTACHMENT_BUCKET: 'attachments',
    LIVE_URL: 'wss://live.example/live',
    STAGE: 'local',
  });
  Reflect.set(globalThis, Symbol.for('smista.clock'), started.clock.now);
  const { name: tableName, keyId, environment } = started;
  await openAccount({ tableName, keyId, environment, ownerKey });
  const ask = async (line: string, { key = ownerKey, headers = {}, ...rest }: Asked = {}): Promise<Told> => {
    const [path = '', query = ''] = line.split('?');
    const handler = handlerByPart[Object.keys(handlerByPart).find((part) => path.includes(part)) ?? ''];
    if (handler === undefined) throw new Error(`no handler for ${line}`);
    const event = httpEvent(path, {
      ...rest,
      query,
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
    const reply = await handler(event, lambdaContext);
    return { status: reply.statusCode, headers: reply.headers, body: bodyOf(reply) };
  };
  return {
    ...started,
    ask,
    make: async (line, body) => {
      const told = await ask(line, { body });
      if (told.status >= 300) throw new Error(`${line}: ${told.status} ${JSON.stringify(told.body)}`);
      return told.body;
    },
  };
}

/** JSON as what it says, anything else as text. */
function bodyOf({ body, headers, isBase64Encoded }: Awaited<ReturnType<HttpHandler>>): Told['body'] {
  if (body === '') return null;
  if (isBase64Encoded) return Buffer.from(body, 'base64').toString();
  return /json/.test(headers['content-type'] ?? '') ? JSON.parse(body) : body;
}
