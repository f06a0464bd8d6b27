import { zone } from './day-clock.ts';
import type { DeskClient } from './desk-client.ts';

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** The API as he sees it, through a key of his own. */
  readonly desk: DeskClient;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Level extends Named {
  readonly targetMinutes: { readonly firstAnswer: number };
}

/** Agents have their addresses there, customers elsewhere. */
export const staffDomain = 'example.net';

export interface Company {
  readonly departments: readonly Named[];
  readonly agents: readonly Agent[];
  readonly levels: readonly Level[];
  readonly rules: readonly Named[];
  /** The address of a department's mailbox, by the department's name. */
  readonly mailboxByDepartment: ReadonlyMap<string, string>;
  readonly formId: string;
  readonly shopId: string;
}

/** Where mail for no mailbox lands; it always exists, and here its tickets are only pulled. */
const frontDeskId = 'dep_default';

interface Staffed {
  readonly name: string;
  readonly method: string;
  readonly mailbox: string;
  readonly signature: string;
  /** Who serves it, with what he takes at once and his place in line. */
  readonly members: readonly {
    readonly agent: string;
    readonly maxLoad: number;
    readonly priority?: number;
  }[];
}

export const staffedDepartments: readonly Staffed[] = [
  {
    name: 'Sales',
    method: 'roundRobin',
    mailbox: 'sales@example.net',
    signature: 'Sales',
    members: [
      { agent: 'Ada', maxLoad: 2 },
      { agent: 'Ben', maxLoad: 2 },
    ],
  },
  {
    name: 'Support',
    method: 'averageUtilization',
    mailbox: 'support@example.net',
    signature: 'Support, every day from nine to five',
    members: [
      { agent: 'Cleo', maxLoad: 3 },
      { agent: 'Dan', maxLoad: 3 },
    ],
  },
  {
    name: 'Billing',
    method: 'priority',
    mailbox: 'billing@example.net',
    signature: 'Billing',
    members: [
      { agent: 'Finn', maxLoad: 1, priority: 1 },
      { agent: 'Dan', maxLoad: 3, priority: 2 },
    ],
  },
];

const agentNames = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'];
const office = [{ from: '09:00', to: '17:00' }];

/** Sets the company up as an owner would, through the API alone. */
export async function openCompany(owner: DeskClient): Promise<Company> {
  const hours = await owner.post<Named>('/v1/business-hours', {
    name: 'Office',
    timezone: zone,
    weekly: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
  });
  await owner.patch('/v1/settings', { timezone: zone, businessHoursId: hours.id });
  const departments = await openDepartments(owner);
  const agents = await Promise.all(agentNames.map((name) => hire(owner, name)));
  await assignMembers(owner, departments, agents);
  const levels = await promise(owner);
  const rules = await automate(owner);
  return { departments, agents, levels, rules, ...(await openSources(owner, departments)) };
}

async function openDepartments(owner: DeskClient): Promise<Named[]> {
  const frontDesk = owner.patch<Named>(`/v1/departments/${frontDeskId}`, {
    name: 'Front desk',
    sender: { name: 'Front desk', address: 'hello@example.net' },
  });
  const staffed = staffedDepartments.map(({ name, method, mailbox, signature }) =>
    owner.post<Named>('/v1/departments', {
      name,
      supportAddresses: [mailbox],
      sender: { name, address: mailbox },
      signature,
      distribution: { ticket: { method } },
    }),
  );
  return Promise.all([...staffed, frontDesk]);
}

async function hire(owner: DeskClient, name: string): Promise<Agent> {
  const email = `${name.toLowerCase()}@${staffDomain}`;
  const { id } = await owner.post<Named>('/v1/agents', { name, email, timezone: zone });
  const { key } = await owner.post<{ key: string }>('/v1/api-keys', { name: `${name}’s desk`, agentId: id });
  return { id, name, desk: owner.as(key) };
}

async function assignMembers(
  owner: DeskClient,
  departments: readonly Named[],
  agents: readonly Agent[],
): Promise<void> {
  const put = (department: string, agent: string, ticket: object) =>
    owner.put(`/v1/departments/${idOf(departments, department)}/members/${idOf(agents, agent)}`, {
      channels: { ticket },
    });
  for (const { name, members } of staffedDepartments) {
    for (const { agent, ...ticket } of members) await put(name, agent, ticket);
  }
  await put('Front desk', 'Eve', { maxLoad: 10 });
}

/** Who writes from example.org has paid for a faster answer. */
async function promise(owner: DeskClient): Promise<Level[]> {
  const gold = await owner.post<Level>('/v1/sla-levels', {
    name: 'Gold',
    targetMinutes: { firstAnswer: 30, nextAnswer: 60, firstResolve: 480 },
  });
  const standard = await owner.post<Level>('/v1/sla-levels', {
    name: 'Standard',
    targetMinutes: { firstAnswer: 120, nextAnswer: 240 },
  });
  const isGold = { field: 'customer.domain', operator: 'is', value: 'example.org' };
  const groups = [{ conditions: [isGold] }];
  await owner.post('/v1/sla-rules', { name: 'Gold customers', order: 1, groups, levelId: gold.id });
  await owner.post('/v1/sla-rules', { name: 'Everybody else', order: 2, levelId: standard.id });
  return [gold, standard];
}

async function automate(owner: DeskClient): Promise<Named[]> {
  const forgotten = await owner.post<Named>('/v1/time-rules', {
    name: 'Forgotten',
    trigger: { kind: 'sinceCustomerMessage', minutes: 75 },
    actions: [
      { type: 'setPriority', priority: 'high' },
      { type: 'addTags', tags: ['forgotten'] },
    ],
  });
  return [forgotten];
}

async function openSources(owner: DeskClient, departments: readonly Named[]) {
  for (const { name, mailbox } of staffedDepartments) {
    await owner.post('/v1/sources', {
      type: 'email',
      name: `${name} mailbox`,
      departmentId: idOf(departments, name),
      settings: { address: mailbox },
    });
  }
  const form = await owner.post<Named>('/v1/sources', {
    type: 'form',
    name: 'Contact form',
    departmentId: idOf(departments, 'Support'),
    defaultTags: ['website'],
    settings: { fields: [{ name: 'order', label: 'Order number' }] },
  });
  const shop = await owner.post<Named>('/v1/sources', {
    type: 'api',
    name: 'Web shop',
    departmentId: idOf(departments, 'Billing'),
    defaultTags: ['shop'],
  });
  const mailboxByDepartment = new Map(staffedDepartments.map(({ name, mailbox }) => [name, mailbox]));
  return { mailboxByDepartment, formId: form.id, shopId: shop.id };
}

function idOf(things: readonly Named[], name: string): string {
  const found = things.find((thing) => thing.name === name);
  if (found === undefined) throw new Error(`There is no ${name} here.`);
  return found.id;
}
