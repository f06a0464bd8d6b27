import type { Cost } from '../measure/counted-calls.ts';
import type { OperationCosts } from '../measure/operation-costs.ts';
import { monthlyCosts, serviceLimits } from './assumptions.ts';

/** What a ticket sees in its life; how often is assumed, what each costs is measured. */
export const life: readonly (readonly [operation: string, times: number])[] = [
  ['take in a mail: a new ticket', 1],
  ['keep what a new ticket is found by', 1],
  ['route a ticket', 1],
  ['take in a mail: an answer', 1],
  ['reply', 2],
  ['change the status', 1],
  ['get a ticket', 6],
  ['list messages', 4],
  ['list the newest 50', 2],
  ['mark a breach', 0.1],
];

const ticketsASecond = 10_000;
/** Of one transaction of routing, as assumed. */
const routingMs = 10;
/** What one partition key takes in a second. */
const partition = { writeUnits: 1_000, readUnits: 3_000 };

export interface TicketTotals {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly configurationReads: number;
  readonly writeUnitsBy: Readonly<Record<string, number>>;
}

/** What one ticket costs at the table over its life. */
export function totalsOf(costs: OperationCosts): TicketTotals {
  const lived = life.map(([name, times]) => ({ cost: costOf(costs, name), times }));
  const total = (unitsOf: (cost: Cost) => number) =>
    round(lived.reduce((sum, { cost, times }) => sum + times * unitsOf(cost), 0));
  const places = new Set(lived.flatMap(({ cost }) => Object.keys(cost.writeUnitsBy)));
  return {
    readUnits: total((cost) => cost.readUnits),
    writeUnits: total((cost) => cost.writeUnits),
    configurationReads: total((cost) => cost.configurationReads),
    writeUnitsBy: Object.fromEntries(
      [...places].sort().map((place) => [place, total((cost) => cost.writeUnitsBy[place] ?? 0)]),
    ),
  };
}

function costOf(costs: OperationCosts, name: string): Cost {
  const cost = costs[name];
  if (cost === undefined) throw new Error(`nobody measured "${name}"`);
  return cost;
}

const round = (value: number) => Math.round(value * 10) / 10;
const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });
const row = (...cells: readonly (string | number)[]) =>
  `| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} |`;

function lifeRows(costs: OperationCosts): string {
  const rows = life.map(([name, times]) => {
    const { readUnits, writeUnits } = costOf(costs, name);
    return row(name, times, readUnits, writeUnits, round(times * readUnits), round(times * writeUnits));
  });
  return rows.join('\n');
}

interface HotKey {
  readonly key: string;
  readonly place: string;
  readonly spread: string;
}

/** Keys that many tickets share; all others (ticket, customer, mail, lane) belong to one conversation. */
const hotKeys: readonly HotKey[] = [
  { key: 'department', place: 'department-created', spread: 'departments' },
  { key: 'department', place: 'department-updated', spread: 'departments' },
  {
    key: 'department and status',
    place: 'department-status-created',
    spread: 'departments, each in several statuses',
  },
  { key: 'department or assignee', place: 'waiting', spread: 'departments' },
  { key: 'sweep and shard', place: 'due', spread: 'due shards, the setting `dueShards`' },
  { key: 'day and shard', place: 'day', spread: 'day shards' },
];

function keyRows({ writeUnitsBy }: TicketTotals): string {
  return hotKeys
    .map(({ key, place, spread }) => {
      const units = writeUnitsBy[place] ?? 0;
      const needed = Math.ceil((units * ticketsASecond) / partition.writeUnits);
      return row(
        `\`${place}\``,
        key,
        units,
        Math.floor(partition.writeUnits / units),
        `${number(needed)} ${spread}`,
      );
    })
    .join('\n');
}

function limitRows(totals: TicketTotals): string {
  return serviceLimits(totals)
    .map((limit) => ({ ...limit, tickets: limit.aSecond / limit.perTicket }))
    .sort((one, other) => one.tickets - other.tickets)
    .map(({ what, aSecond, perTicket, tickets, change }) =>
      row(what, aSecond, perTicket, Math.floor(tickets), change),
    )
    .join('\n');
}

function costRows(totals: TicketTotals): string {
  const lines = monthlyCosts(totals);
  const sum = lines.reduce((total, { amount, price }) => total + amount * price, 0);
  const rows = lines.map(({ what, amount, unit, price }) =>
    row(what, `${number(amount)} ${unit}`, `$${price}`, `$${number(amount * price)}`),
  );
  return [...rows, row('**together**', '', '', `**$${number(sum)}**`)].join('\n');
}

export function scalePage(costs: OperationCosts): string {
  const totals = totalsOf(costs);
  const configurationLimit = Math.floor(partition.readUnits / totals.configurationReads);
  const copies = Math.ceil((totals.configurationReads * ticketsASecond) / partition.readUnits);
  return `# Scale

The arithmetic for ${number(ticketsASecond)} tickets a second. Units are measured (docs/round-trips.md); how often things happen in a
ticket's life, limits and prices are assumptions, all of them named here. A test measures again and compares.

## A ticket's life

| operation | times | read units each | write units each | read units | write units |
|---|---:|---:|---:|---:|---:|
${lifeRows(costs)}
| **together** | | | | **${number(totals.readUnits)}** | **${number(totals.writeUnits)}** |

At ${number(ticketsASecond)} tickets a second: **${number((totals.readUnits * ticketsASecond) / 1e6)} million read units** and **${number((totals.writeUnits * ticketsASecond) / 1e6)} million write units** a second.
An index entry that is made or changed is counted as one unit, one that moves as two, also inside transactions; the items
themselves count twice there.

## Which key takes how much

One partition key takes ${number(partition.writeUnits)} write units and ${number(partition.readUnits)} read units a second. Tickets, messages, entries, customers, mails
and lanes have keys of their own, so they spread by themselves. These keys are shared:

| index | key | write units a ticket | tickets a second on one key | for ${number(ticketsASecond)} a second |
|---|---|---:|---:|---|
${keyRows(totals)}

A ticket stands under some twenty beginnings of its words, each in one of four parts. Nearly every ticket may have the
busiest of them (\`com\`, \`gmail\`), so it ends at ${number(4 * partition.writeUnits)} tickets a second; beyond, words have more parts.

An index that cannot keep up slows the writes of the whole table, so the busiest department sets the pace: beyond its
number of tickets a second it has to become several departments, or its keys get a shard as those of \`due\` have.

**The first to be met** is none of them but a read: every request and every consumer asks for the version of the
configuration, ${number(totals.configurationReads)} times in a ticket's life, all of one key. That ends at **${number(configurationLimit)} tickets a second**. Beyond, the
version is kept as ${number(copies)} copies (a change writes all of them in its transaction, a reader draws one), or an instance may
trust what it read for a second.

A department's tickets are routed in one lane, one transaction after the other. At an assumed ${routingMs} ms for each that is
${number(1000 / routingMs)} tickets a second and department; correctness does not rest on the lane, so it may be split.

## Which quota is met first

Quotas as new accounts have them; all but the partition's are raised on request.

| quota | a second | a ticket takes | tickets a second | beyond |
|---|---:|---:|---:|---|
${limitRows(totals)}

## What a million tickets cost

List prices of us-east-1, in dollars, assumed as of 2026; without free tiers, data transfer, storage beyond the first
month and what agents' own traffic costs beyond the reads above.

| what | amount | price each | |
|---|---:|---:|---:|
${costRows(totals)}

This page is written by \`npm run docs\`.
`;
}
