import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import type { AuditRecord } from '#shared/domain/account/audit-log.ts';
import type { Reply } from '#shared/lambda/reply.ts';
import { ownerKey, startApi, type TestApi } from '#test/support/api.ts';
import { httpEvent, lambdaContext } from '#test/unit/shared/lambda/http-event.ts';

export interface AuditedApi extends TestApi {
  /** Moves the clock: entries of one millisecond stand in no order. */
  pass(seconds: number): void;
  anAgent(input?: object): Promise<{ readonly id: string; readonly createdAt: string }>;
  /** The first page of up to a hundred. */
  list(query: string): Promise<AuditRecord[]>;
  fileOf(query: string, headers?: Record<string, string>): Promise<Reply & { readonly bytes: Buffer }>;
}

/** What writes the audit log, and what reads it. */
export async function startAuditedApi(): Promise<AuditedApi> {
  const api = await startApi({
    '/v1/audit': audit,
    '/v1/sources': configuration,
    '/v1/settings': configuration,
    '/v1/time-rules': configuration,
    '/v1': organisation,
  });
  const pass = (seconds: number) => api.clock.moveTo(api.clock.now() + seconds * 1000);
  let made = 0;
  return {
    ...api,
    pass,
    anAgent: async (input = {}) => {
      made += 1;
      const agent = await api.make('POST /v1/agents', {
        name: 'Ada',
        email: `a${made}@example.com`,
        ...input,
      });
      pass(1);
      return agent;
    },
    list: async (query) => {
      const { status, body } = await api.ask(`GET /v1/audit?limit=100&${query}`);
      if (status !== 200) throw new Error(`${query}: ${status} ${JSON.stringify(body)}`);
      return body.items;
    },
    fileOf: async (query, headers = {}) => {
      const event = httpEvent('GET /v1/audit', {
        query: `format=csv&${query}`,
        headers: { authorization: `Bearer ${ownerKey}`, ...headers },
      });
      const reply = await audit(event, lambdaContext);
      return { ...reply, bytes: Buffer.from(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8') };
    },
  };
}
