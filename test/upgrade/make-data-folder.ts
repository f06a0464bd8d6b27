/** Makes the data folder of the state that the system is in: `node test/upgrade/make-data-folder.ts first-state`. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';
import type { Manifest } from './manifest.ts';

const carl = 'Carl <carl@customer.example>';
const webhookSecret = 'webhook-secret';

async function configure({ owner }: Journey): Promise<void> {
  const weekly = { monday: [{ from: '09:00', to: '17:00' }] };
  await owner.make('POST /v1/business-hours', { name: 'Office', timezone: 'Europe/Rome', weekly });
  const targetMinutes = { firstAnswer: 60, nextAnswer: 120 };
  const { id: levelId } = await owner.make('POST /v1/sla-levels', { name: 'Gold', targetMinutes });
  await owner.make('POST /v1/sla-rules', { name: 'All', levelId });
  await owner.make('POST /v1/time-rules', {
    name: 'Stale',
    trigger: { kind: 'sinceCustomerMessage', minutes: 240 },
    groups: [{ conditions: [{ field: 'status', operator: 'is', value: 'new' }] }],
    actions: [{ type: 'addTags', tags: ['stale'] }],
  });
  await owner.make('POST /v1/sources', { type: 'form', name: 'Contact', departmentId: 'dep_default' });
  await owner.make('POST /v1/sources', {
    type: 'email',
    name: 'Webhook',
    departmentId: 'dep_default',
    settings: { provider: 'raw', address: 'raw@desk.example' },
    secrets: { bearerToken: webhookSecret },
  });
}

async function ticketBy(journey: Journey, mailbox: string, subject: string): Promise<string> {
  await journey.mailer.send({ from: carl, to: mailbox, subject, text: `Words about ${subject}` });
  await journey.settle();
  return (await journey.ticketAbout(subject)).id;
}

/** Every kind of ticket that something is still to happen with. */
async function fill(journey: Journey, help: { id: string; mailbox: string }, { client, id }: Hired) {
  const { owner, visitor, platform } = journey;
  const answered = await ticketBy(journey, help.mailbox, 'Answered');
  await client.make(`POST /v1/tickets/${answered}/messages`, { type: 'note', body: 'A note' });
  await client.make(`POST /v1/tickets/${answered}/messages`, { type: 'reply', body: 'An answer' });
  const resolved = await ticketBy(journey, help.mailbox, 'Resolved');
  await client.make(`POST /v1/tickets/${resolved}/status`, { status: 'resolved' });
  const postponed = await ticketBy(journey, help.mailbox, 'Postponed');
  const until = new Date(platform.now() + 24 * 3_600_000).toISOString();
  await client.make(`POST /v1/tickets/${postponed}/status`, { status: 'postponed', until });
  const given = await ticketBy(journey, help.mailbox, 'Given');
  const waiting = await ticketBy(journey, help.mailbox, 'Waiting');
  const pulled = await owner.make('POST /v1/tickets', {
    subject: 'Pulled',
    body: 'x'.repeat(90_000),
    customer: { email: 'dana@customer.example', name: 'Dana' },
    tags: ['one'],
    customFields: { order: 7 },
  });
  await journey.settle();
  await visitor.make('POST /_local/outbox/answers', { urlContains: 'carl', status: 503, times: 1 });
  await client.make(`POST /v1/tickets/${answered}/messages`, { type: 'reply', body: 'Still unsent' });
  await journey.settle();
  const tickets = { answered, resolved, postponed, given, waiting, pulled: String(pulled.id) };
  return { tickets, agentId: id, departmentId: help.id, mailbox: help.mailbox };
}

async function make(folder: string): Promise<void> {
  const dataFolder = join(folder, 'data');
  if (existsSync(folder)) throw new Error(`${folder} exists: a state that was is never made again.`);
  mkdirSync(folder, { recursive: true });
  const journey = await startJourney({ dataFolder, conflictShare: 0 });
  await configure(journey);
  const help = await journey.openDepartment('Help', { distribution: { ticket: { method: 'roundRobin' } } });
  const agent = await journey.hire('Ada', { departments: { [help.id]: { maxLoad: 1 } } });
  const filled = await fill(journey, help, agent);
  const manifest: Manifest = {
    ...filled,
    ownerKey: journey.owner.key ?? '',
    agentKey: agent.client.key ?? '',
    webhookSecret,
  };
  await journey.close();
  shrink(dataFolder);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Without logs, and without the room that deleted rows left. */
function shrink(dataFolder: string): void {
  rmSync(join(dataFolder, 'functions.log'), { force: true });
  for (const name of readdirSync(dataFolder).filter((file) => file.endsWith('.db'))) {
    const database = new DatabaseSync(join(dataFolder, name));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM');
    database.close();
  }
}

await make(fileURLToPath(new URL(`./${process.argv[2] ?? 'unnamed-state'}`, import.meta.url)));
