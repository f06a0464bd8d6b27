import { handler } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';
import { startIssuer, type TestIssuer, testAudience } from '#test/support/issuer.ts';

interface Holder {
  readonly id: string;
  readonly email: string;
  readonly sub: string;
}

/** A desk that trusts an issuer, and who comes to its door. */
export interface SigningIn {
  readonly api: TestApi;
  readonly issuer: TestIssuer;
  pass(seconds: number): void;
  /** Each with an address and a subject of his own. */
  anAgent(input?: object): Promise<Holder>;
  tokenOf(who: { email?: string; sub: string }, claims?: object): Promise<string>;
  me(token: string): Promise<Told>;
  /** Of the audit log, in the order of time; entries of one millisecond stand in no order. */
  entries(): Promise<{ action: string; resourceId: string; after: object }[]>;
  close(): Promise<void>;
}

export async function startSigningIn(): Promise<SigningIn> {
  const api = await startApi({ '/v1': handler });
  const issuer = await startIssuer(api.clock.now);
  Object.assign(process.env, { OIDC_ISSUER: issuer.address, OIDC_AUDIENCE: testAudience });
  let made = 0;
  return {
    api,
    issuer,
    pass: (seconds) => api.clock.moveTo(api.clock.now() + seconds * 1000),
    anAgent: async (input = {}) => {
      made += 1;
      const email = `token${made}@example.com`;
      const { id } = await api.make('POST /v1/agents', { name: 'Ada', email, ...input });
      return { id, email, sub: `subject-${made}` };
    },
    tokenOf: ({ email, sub }, claims = {}) => issuer.sign({ claims: { email, sub, ...claims } }),
    me: (token) => api.ask('GET /v1/me', { key: token }),
    entries: async () => {
      const items = await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' });
      return items.map(({ data }) => data as { action: string; resourceId: string; after: object });
    },
    close: async () => {
      await api.close();
      await issuer.close();
    },
  };
}
