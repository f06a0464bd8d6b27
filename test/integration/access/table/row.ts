import type { Permission } from '#shared/domain/access/permission.ts';
import { type Caller, permissionsOfCaller, type Staff } from './staff.ts';

/** How an operation is asked, anew after each caller who has changed something, and what the specification says of it. */
export interface Row {
  /** Makes what it is asked about, and gives the line and body. */
  readonly ask: (staff: Staff) => Promise<readonly [line: string, body?: unknown]>;
  /** Null: whoever is signed in. */
  readonly needs: Permission | null;
  /**
   * `read`, `work`: a ticket of the department Here. `open`: to open one there. `lead`: also for its manager;
   * `watch`: also for its supervisor and manager. `hidden`: for others it is not there. `whole`: only for whoever sees
   * every ticket.
   */
  readonly about?: 'read' | 'work' | 'open' | 'lead' | 'watch' | 'hidden' | 'whole';
  readonly success: number | readonly number[];
}

export interface Expected {
  readonly statuses: readonly number[];
  readonly permission?: Permission;
}

type About = NonNullable<Row['about']>;
type Callers = Readonly<Partial<Record<About, readonly Caller[]>>>;

/** Whose part in the department gives what their permissions do not. */
const leading: Callers = { lead: ['manager'], watch: ['supervisor', 'manager'] };
const outOfScope: Callers = { read: ['elsewhere'], work: ['elsewhere'] };
const onlyReading: Callers = { work: ['reader'], open: ['reader'] };
/** Who has the permission, and sees a part of the tickets. */
const narrow: Callers = { whole: ['custom'] };

/** Section 5 of the specification in plain words. */
export function expectedOf({ needs, about, success }: Row, caller: Caller): Expected {
  if (caller === 'nobody') return { statuses: [401] };
  const isAmong = (some: Callers) => about !== undefined && some[about]?.includes(caller) === true;
  const isGranted = needs === null || permissionsOfCaller(caller).has(needs) || isAmong(leading);
  const forbidden = { statuses: [403], ...(needs === null ? {} : { permission: needs }) };
  if (!isGranted) return about === 'hidden' ? { statuses: [404] } : forbidden;
  if (isAmong(outOfScope)) return { statuses: [404] };
  return isAmong(onlyReading) || isAmong(narrow) ? forbidden : { statuses: [success].flat() };
}

/** A ticket that waits in the department Here. */
export async function aTicket({ make, here, next }: Staff): Promise<string> {
  const customer = { email: `customer${next()}@example.com` };
  const ticket = await make('POST /v1/tickets', { subject: 'S', body: 'B', customer, departmentId: here });
  return ticket.id;
}

/** An agent who may no more than the custom role. */
export async function anAgent({ make, customRoleId, next }: Staff): Promise<string> {
  const email = `agent${next()}@example.com`;
  return (await make('POST /v1/agents', { name: 'A', email, roleId: customRoleId })).id;
}

/** A row about things of one path: what is made by a POST can be read, changed and deleted. */
export function thing(
  needs: Permission | null,
  at: string | { readonly path: string; readonly change: object },
  body: (staff: Staff) => Promise<object> | object,
) {
  const { path, change } = typeof at === 'string' ? { path: at, change: { name: 'New' } } : at;
  const made = async (staff: Staff) => (await staff.make(`POST ${path}`, await body(staff))).id;
  return {
    list: { needs, success: 200, ask: async () => [`GET ${path}`] },
    create: { needs, success: 201, ask: async (staff) => [`POST ${path}`, await body(staff)] },
    get: { needs, success: 200, ask: async (staff) => [`GET ${path}/${await made(staff)}`] },
    edit: {
      needs,
      success: 200,
      ask: async (staff) => [`PATCH ${path}/${await made(staff)}`, change],
    },
    remove: { needs, success: 204, ask: async (staff) => [`DELETE ${path}/${await made(staff)}`] },
  } satisfies Record<string, Row>;
}

/** The same, for whom reading needs nothing. */
export const readByAnyone = (row: Row): Row => ({ ...row, needs: null });
