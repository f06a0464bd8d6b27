import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '#infra/bundle.ts';
import type { FunctionDescription } from '#infra/function-description.ts';
import { functions } from '#infra/functions.ts';
import { queues } from '#infra/queues.ts';
import type { AnyOperation } from '#shared/lambda/operation.ts';
import { listDomainVerbs, readImports } from './domain-verbs.ts';

const head = `# Functions

Every way in, the function that it starts, and what that function asks of the domain. Where it only reads or passes on,
that is what it asks of its stores and queues.

## Routes

| route | needs | function | domain |
|---|---|---|---|
`;

const middle = `
## Events

| event | function | domain | sends to |
|---|---|---|---|
`;

const foot = `
This page is written by \`npm run docs\` from \`infra/functions.ts\` and the lists of operations.
`;

export async function functionsPage(): Promise<string> {
  const routes = await Promise.all(functions.filter(({ trigger }) => trigger.on === 'http').map(routeLines));
  const events = await Promise.all(functions.filter(({ trigger }) => trigger.on !== 'http').map(eventLine));
  return `${head}${routes.flat().join('\n')}\n${middle}${events.join('\n')}\n${foot}`;
}

const lineOf = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const inCode = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ') || '–';

async function routeLines({ name, folder }: FunctionDescription): Promise<string[]> {
  const list = join(folder, 'operations.ts');
  const loaded: { operations: readonly AnyOperation[] } = await import(
    pathToFileURL(join(projectFolder, list)).href
  );
  const imports = readImports(await readFile(join(projectFolder, list), 'utf8'));
  return Promise.all(
    loaded.operations.map(async ({ method, path, permission, name: operation }) => {
      const from = imports.find((one) => one.name === operation)?.from;
      if (from === undefined) throw new Error(`${list} does not import ${operation} by its name.`);
      const verbs = await listDomainVerbs([join(folder, from)]);
      return lineOf(`\`${method} ${path}\``, needed(permission), name, inCode(verbs));
    }),
  );
}

function needed(permission: AnyOperation['permission']): string {
  if (permission === null) return 'public';
  return permission === 'anyone' ? 'to be signed in' : `\`${permission}\``;
}

async function eventLine({ name, folder, trigger, touches }: FunctionDescription): Promise<string> {
  const entry = join(folder, 'function.ts');
  const beside = readImports(await readFile(join(projectFolder, entry), 'utf8'))
    .map(({ from }) => from)
    .filter((from) => from.startsWith('./') && from !== './connect.ts');
  // What stands first is the reaction itself; a sweep stands in the entry.
  const files = [entry, ...beside.slice(0, 1).map((from) => join(folder, from))];
  const verbs = await listDomainVerbs(files);
  const targets = [
    ...(touches.sendsTo ?? []).map((queue) => `\`${queue}\``),
    ...(touches.publishes === true ? ['the event bus'] : []),
    ...(touches.sendsMail === true ? ['the mail provider'] : []),
    ...(touches.pushes === true ? ['live connections'] : []),
  ];
  return lineOf(inWords(trigger), name, inCode(verbs), targets.join(', ') || '–');
}

function inWords(trigger: FunctionDescription['trigger']): string {
  if (trigger.on === 'stream') {
    const types = new Set(trigger.reads.flatMap((filter) => filter.types));
    return `the table’s stream: ${[...types].join(', ')}`;
  }
  if (trigger.on === 'queue') {
    return `queue \`${trigger.queue}\`${queues[trigger.queue].fifo ? ', FIFO' : ''}`;
  }
  if (trigger.on === 'live') return 'live connections';
  return trigger.on === 'schedule' && trigger.everyMinutes === 1 ? 'every minute' : 'a schedule';
}
