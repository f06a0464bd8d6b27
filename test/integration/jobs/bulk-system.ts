import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { atOnce } from '#test/support/at-once.ts';

interface ListedTicket {
  readonly id: string;
  readonly status: string;
  readonly priority: string;
  readonly version: number;
}

export interface BulkSystem extends TestApi {
  /** A department of its own, with so many tickets. */
  aDepartment(count: number): Promise<string>;
  anAgent(said?: object, departmentId?: string): Promise<{ id: string; key: string; keyId: string }>;
  ticketsOf(departmentId: string): Promise<ListedTicket[]>;
}

export async function startBulkSystem(): Promise<BulkSystem> {
  const api = await startApi({
    '/v1/tickets': tickets,
    '/v1/jobs': tickets,
    '/v1/audit': audit,
    '/v1': organisation,
  });
  let made = 0;
  const next = () => {
    made += 1;
    return made;
  };
  const aTicket = (departmentId: string) => {
    const customer = { email: `c${next()}@example.com` };
    return api.make('POST /v1/tickets', { subject: 'S', body: 'B', departmentId, customer });
  };
  return {
    ...api,
    aDepartment: async (count) => {
      const { id } = await api.make('POST /v1/departments', { name: `D${next()}` });
      await atOnce(8, Array.from({ length: count }), () => aTicket(id));
      // What a job is to find was there before it.
      api.clock.moveTo(api.clock.now() + 1_000);
      return id;
    },
    anAgent: async (said = {}, departmentId) => {
      const email = `a${next()}@example.com`;
      const { id } = await api.make('POST /v1/agents', { name: 'Ada', email, ...said });
      if (departmentId) await api.make(`PUT /v1/departments/${departmentId}/members/${id}`, {});
      const { key, id: keyId } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: id });
      return { id, key, keyId };
    },
    ticketsOf: (departmentId) => ticketsOf(api, departmentId),
  };
}

async function ticketsOf({ ask }: TestApi, departmentId: string): Promise<ListedTicket[]> {
  const items: ListedTicket[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${cursor}`;
    const { body } = await ask(`GET /v1/tickets?departmentId=${departmentId}&limit=100${more}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}
