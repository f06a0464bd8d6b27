import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Objects, Outbox, PlatformClock, Queues } from './contracts.ts';
import { listDeadLetters } from './dead-letters.ts';
import { type GatewayAnswer, send } from './gateway/gateway-answer.ts';
import { splitTarget } from './gateway/gateway-event.ts';
import { readBody } from './gateway/request-body.ts';
import { toLocalPage } from './local-page.ts';
import { RefusedLocally, toProblem } from './local-refusal.ts';
import type { InboundMail } from './template/wiring.ts';
import { NeverQuiet } from './time/settle.ts';

export interface LocalEndpointSettings {
  readonly clock: PlatformClock;
  readonly queues: Queues;
  readonly objects: Objects;
  readonly outbox: Outbox;
  readonly buckets: readonly string[];
  readonly inboundMail: InboundMail | null;
  readonly deadLetterQueues: readonly string[];
  readonly advance: (seconds: number) => Promise<void>;
  readonly settle: () => Promise<void>;
}

interface Call {
  readonly settings: LocalEndpointSettings;
  readonly body: Buffer;
  readonly contentType: string | undefined;
  readonly parameters: readonly string[];
}

type Endpoint = (call: Call) => Promise<GatewayAnswer> | GatewayAnswer;

const bodyLimitBytes = 64 * 1024 * 1024;
const tenYearsInSeconds = 10 * 366 * 86_400;

const clockMove = z.strictObject({ advanceSeconds: z.number().min(0).max(tenYearsInSeconds) });
const providerAnswer = z.strictObject({
  urlContains: z.string().min(1),
  status: z.union([z.literal(0), z.int().min(200).max(599)]),
  headers: z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[^\r\n]*$/)).optional(),
  body: z.string().optional(),
  times: z.int().min(1).max(1_000_000),
});

function parse<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new RefusedLocally({ status: 400, code: 'invalid-json', detail: 'The body is not JSON.' });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new RefusedLocally({ status: 400, code: 'invalid', detail: 'The body is not understood.', errors });
}

const json = (value: unknown, statusCode = 200): GatewayAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

const nothing: GatewayAnswer = { statusCode: 204, headers: {}, body: Buffer.alloc(0) };

const clockAnswer = ({ settings }: Call): GatewayAnswer =>
  json({ now: new Date(settings.clock.now()).toISOString() });

async function storeObject({ settings, body, contentType, parameters }: Call): Promise<GatewayAnswer> {
  const [alias = '', key = ''] = parameters;
  const { inboundMail, buckets, objects } = settings;
  const isInbound = alias === 'inbound' && inboundMail !== null;
  const bucket = isInbound ? inboundMail.bucketName : alias;
  if (!buckets.includes(bucket)) {
    throw new RefusedLocally({ status: 404, code: 'not-found', detail: `There is no bucket ${alias}.` });
  }
  const prefix = isInbound && !key.startsWith(inboundMail.keyPrefix) ? inboundMail.keyPrefix : '';
  const stored = await objects.put(bucket, prefix + key, {
    bytes: body,
    ...(contentType && { contentType }),
  });
  return json({ bucket, key: stored.key, sizeBytes: stored.sizeBytes, eTag: stored.eTag });
}

const endpoints: readonly (readonly [string, RegExp, Endpoint])[] = [
  ['GET', /^\/?$/, ({ settings }) => toLocalPage(settings)],
  ['GET', /^\/clock$/, clockAnswer],
  [
    'POST',
    /^\/clock$/,
    async (call) => {
      await call.settings.advance(parse(clockMove, call.body).advanceSeconds);
      return clockAnswer(call);
    },
  ],
  [
    'POST',
    /^\/settle$/,
    async (call) => {
      await call.settings.settle();
      return clockAnswer(call);
    },
  ],
  ['GET', /^\/outbox$/, ({ settings }) => json({ items: settings.outbox.list() })],
  [
    'POST',
    /^\/outbox\/answers$/,
    ({ settings, body }) => {
      const { headers, body: answerBody, ...rest } = parse(providerAnswer, body);
      const answer = {
        ...rest,
        ...(headers && { headers }),
        ...(answerBody !== undefined && { body: answerBody }),
      };
      settings.outbox.answer(answer);
      return json(answer, 201);
    },
  ],
  [
    'DELETE',
    /^\/outbox\/answers$/,
    ({ settings }) => {
      settings.outbox.forgetAnswers();
      return nothing;
    },
  ],
  [
    'GET',
    /^\/dead-letters$/,
    ({ settings }) => json({ items: listDeadLetters(settings.queues, settings.deadLetterQueues) }),
  ],
  ['PUT', /^\/objects\/([^/]+)\/(.+)$/, storeObject],
];

const decodeParameter = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RefusedLocally({ status: 400, code: 'invalid', detail: 'The key is not URL-encoded.' });
  }
};

async function answerOf(message: IncomingMessage, settings: LocalEndpointSettings): Promise<GatewayAnswer> {
  const path = splitTarget(message.url ?? '/').rawPath.slice('/_local'.length);
  const body = await readBody(message, bodyLimitBytes);
  if (body === null) throw new RefusedLocally({ status: 413, code: 'too-large', detail: 'At most 64 MB.' });
  const ofPath = endpoints.filter(([, pattern]) => pattern.test(path));
  const [found] = ofPath.filter(([method]) => method === message.method);
  if (!found) {
    const [status, code] = ofPath.length > 0 ? [405, 'method-not-allowed'] : [404, 'not-found'];
    throw new RefusedLocally({ status, code, detail: `${message.method} ${path} does not exist here.` });
  }
  const [, pattern, endpoint] = found;
  const parameters = (pattern.exec(path) ?? []).slice(1).map(decodeParameter);
  return endpoint({ settings, body, contentType: message.headers['content-type'], parameters });
}

/** What exists only on one machine: the clock, the outbox, objects, the state of the queues. */
export async function answerLocally(
  message: IncomingMessage,
  response: ServerResponse,
  settings: LocalEndpointSettings,
): Promise<void> {
  try {
    send(response, await answerOf(message, settings));
  } catch (fault) {
    if (fault instanceof RefusedLocally) return send(response, toProblem(fault.refusal));
    if (!(fault instanceof NeverQuiet)) throw fault;
    send(response, toProblem({ status: 500, code: 'never-quiet', detail: fault.message }));
  }
}
