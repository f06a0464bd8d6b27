import type { Cost } from '../measure/counted-calls.ts';
import type { OperationCosts } from '../measure/operation-costs.ts';

const head = `# Round trips

What each operation does at the table, as the engine counts it: *trips* are calls that wait for one another, *calls* all of
them. An instance is warm unless said otherwise: it knows the caller (for at most 30 s) and the configuration, of which
every request reads the version. Every read of the table is consistent; an index cannot be. A write inside a transaction
costs two units for each KB of an item, and one for each index entry that it makes or changes (two where the entry moves).

The ticket has a message of some 500 letters, one running clock, no tags; its department has three agents and two neighbours.

| operation | trips | calls | read units | write units | of them for indexes |
|---|---:|---:|---:|---:|---:|
`;

const foot = `
This page is written by \`npm run docs\`; a test measures again and compares.
`;

function lineOf(name: string, cost: Cost): string {
  const forTable = cost.writeUnitsBy['table'] ?? 0;
  const cells = [name, cost.trips, cost.calls, cost.readUnits, cost.writeUnits, cost.writeUnits - forTable];
  return `| ${cells.join(' | ')} |`;
}

export function roundTripsPage(costs: OperationCosts): string {
  const lines = Object.entries(costs).map(([name, cost]) => lineOf(name, cost));
  return `${head}${lines.join('\n')}\n${foot}`;
}
