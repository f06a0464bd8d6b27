import { vi } from 'vitest';
import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { answer } from '#shared/lambda/answer.ts';
import type { Idempotency } from '#shared/lambda/call.ts';
import type { Keeping } from '#shared/lambda/once.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type Connection, serve } from '#shared/lambda/serve.ts';
import { httpEvent, lambdaContext } from './http-event.ts';

export interface Drawer extends Keeping {
  readonly find: (id: string) => { id: string; version: number; tags: readonly string[] };
}

const Thing = z
  .strictObject({ id: z.string(), version: z.int(), tags: z.array(z.string()) })
  .meta({ id: 'Thing' });
const ThingId = z.templateLiteral(['thg_', z.string().max(20)]);

export const getThing = operation({
  method: 'GET',
  path: '/v1/things/{thingId}',
  name: 'getThing',
  summary: 'Get a thing',
  permission: 'anyone',
  params: z.strictObject({ thingId: ThingId }),
  answers: { 200: { description: 'The thing', body: Thing } },
  perform: async ({ params }, desk: Drawer) => answer(200, desk.find(params.thingId)),
});

interface Seen {
  readonly body: unknown;
  readonly ifMatch: number | null;
  readonly idempotency: Idempotency | null;
  readonly agentId: string;
}

/** What openThing was called with. */
export const seen: Seen[] = [];

export const openThing = operation({
  method: 'POST',
  path: '/v1/things',
  name: 'openThing',
  summary: 'Open a thing',
  permission: 'tickets.reply',
  query: z.strictObject({ loud: z.enum(['yes', 'no']).optional() }),
  body: z.strictObject({ name: z.string().min(1), inner: z.strictObject({ size: z.int() }).optional() }),
  answers: { 201: { description: 'Opened', body: Thing } },
  repeatable: 'kept',
  perform: async ({ body, ifMatch, idempotency, principal, keep }, _desk: Drawer) => {
    const thing = { id: 'thg_1', version: 1, tags: [body.name] };
    save(keep(201, thing));
    seen.push({ body, ifMatch, idempotency, agentId: principal.agentId });
    return answer(201, thing, { location: '/v1/things/thg_1' });
  },
});

export const takeMail = operation({
  method: 'POST',
  path: '/webhooks/raw/{sourceId}',
  name: 'takeMail',
  summary: 'Take a mail',
  access: 'public',
  params: z.strictObject({ sourceId: z.string() }),
  accepts: ['message/rfc822'],
  answers: { 200: { description: 'Taken', type: 'text/plain' }, 202: { description: 'Later' } },
  cors: async ({ origin }) => {
    if (origin === 'https://refused.example') {
      throw new Refusal('not-found', 'No such source');
    }
    return ['https://shop.example'];
  },
  perform: async ({ raw, url }, _desk: Drawer) =>
    raw.length === 0 ? answer(202) : answer(200, `${raw.length} ${url}`),
});

export const bulkThings = operation({
  method: 'GET',
  path: '/v1/things/bulk',
  name: 'bulkThings',
  summary: 'Very many',
  permission: 'anyone',
  answers: { 200: { description: 'Very many', body: z.strictObject({ text: z.string() }) } },
  perform: async (_call, _desk: Drawer) => answer(200, { text: '"'.repeat(3_500_000) }),
});

const ada: Principal = {
  agentId: 'agt_ada',
  name: 'Ada',
  keyId: 'key_1',
  role: 'agent',
  roleId: null,
  scope: { level: 'all', tags: [] },
  permissions: new Set(['tickets.reply']),
  departmentRoles: new Map(),
  servedDepartmentIds: new Set(),
  onlyToSolve: false,
};

/** What effects saved with themselves, by caller and key. */
export const keptAnswers = new Map<string, KeptAnswer>();

export function save(kept: KeptAnswer | undefined): void {
  if (kept === undefined) return;
  if (keptAnswers.has(`${kept.who} ${kept.key}`)) throw new KeptAlready();
  keptAnswers.set(`${kept.who} ${kept.key}`, kept);
}

export const drawer: Drawer = {
  answers: { find: async (who, key) => keptAnswers.get(`${who} ${key}`) },
  now: () => Date.UTC(2026, 0, 5),
  find: (id) => {
    if (id === 'thg_gone') {
      throw new Refusal('not-found', 'No such thing');
    }
    if (id === 'thg_broken') {
      throw new Error('secret cause');
    }
    return { id, version: 7, tags: [] };
  },
};

export async function authenticate(token: string): Promise<Principal> {
  if (token === 'reader') {
    return { ...ada, permissions: new Set() };
  }
  if (token !== 'good') {
    throw new Refusal('unauthorized', 'Unknown key');
  }
  return ada;
}

export const connect = vi.fn(
  (): Connection<Drawer> => ({
    desk: drawer,
    authenticate,
    allowedOrigins: ['https://app.example'],
    publicUrl: 'https://desk.example',
  }),
);
const handler = serve([getThing, openThing, takeMail, bulkThings], connect);
export const good = { authorization: 'Bearer good' };

export async function ask(line: string, wanted: Parameters<typeof httpEvent>[1] = {}) {
  const reply = await handler(httpEvent(line, { headers: good, ...wanted }), lambdaContext);
  const isJson = reply.headers['content-type']?.includes('json') && reply.body !== '';
  return { ...reply, json: isJson ? JSON.parse(reply.body) : null };
}

export function open(body: unknown, headers: Record<string, string> = {}) {
  return ask('POST /v1/things', { body, headers: { ...good, ...headers } });
}
