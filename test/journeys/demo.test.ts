import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform } from '#infra/local/platform.ts';
import { type Client, clientOf, type Json } from '#test/support/client.ts';

const ownerKey = 'owner-key-of-the-demo';
const longestMs = 240_000;

let folder: string;
let told: { code: number | null; out: string; faults: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smista-demo-test-'));
  told = await playDemo();
}, longestMs);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As `npm run demo -- --once`, in a folder that outlives it. */
async function playDemo() {
  const script = fileURLToPath(new URL('../../infra/local/demo/demo.ts', import.meta.url));
  const env = { ...process.env, SMISTA_DATA: folder, SMISTA_OWNER_KEY: ownerKey, PORT: '0', SMTP_PORT: '0' };
  const demo = spawn(process.execPath, [script, '--once'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, faults]: string[][] = [[], []];
  demo.stdout.on('data', (chunk) => out?.push(String(chunk)));
  demo.stderr.on('data', (chunk) => faults?.push(String(chunk)));
  await once(demo, 'close');
  return { code: demo.exitCode, out: out?.join('') ?? '', faults: faults?.join('') ?? '' };
}

/** A table of the summary: its rows by their first cell, each cell by its head. */
function readTable(head: string): Map<string, Record<string, string>> {
  const summary = told.out.split('The day in figures')[1] ?? '';
  const table = summary.split('\n\n').find((block) => block.trim().startsWith(head)) ?? '';
  const [names = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  return new Map(
    rows.map((cells) => [
      cells[0] ?? '',
      Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])),
    ]),
  );
}

describe('npm run demo', () => {
  it('plays the day and ends', () => {
    expect(told.faults).toBe('');
    expect(told.code).toBe(0);
  });

  it('tells each thing in one aligned line without colours', () => {
    const lines = told.out.split('\n').filter((line) => /^\d\d:\d\d /.test(line));

    const aligned = /^\d\d:\d\d {2}[a-z]+ +(?:[A-Z]{3}-[A-Z]{5}-\d{3}| {13}) {2}\S/;
    expect(lines.filter((line) => !aligned.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.map((line) => line.slice(0, 5))).toEqual(lines.map((line) => line.slice(0, 5)).toSorted());
    expect(told.out).not.toContain('\u001b');
  });

  it.each([
    ['a mail', /mail +\S+ +Hugo: Cannot sign in .*screenshot\.png/],
    ['a form', /form +\S+ +Iris: /],
    ['a call of the API', /api +\S+ +Kira: /],
    ['who got it and why', /given +\S+ +to Dan: lowest priority number, then longest idle · Finn full/],
    ['a customer who is known', /given +\S+ +to (?:Cleo|Dan): answered this customer before/],
    ['a machine that answers', /auto +\S+ +auto-reply of Iris/],
    ['a bounce', /bounce +\S+ +our answer to Olga came back/],
    ['a backlog', /waits +\S+ +nobody is available/],
    ['the end of a break, and who is served then', /break is over\n.*given +\S+ +to Ada/],
    ['the end of a postponement', /wake +\S+ +.*postponed → new/],
    ['a warning', /warning +\S+ +first answer is due at 12:41; nobody has it/],
    ['a breach', /breach +\S+ +first answer was due at 12:41; nobody has it/],
    ['a rule', /rule +\S+ +“Forgotten”: priority high/],
    ['the button', /taken +\S+ +Eve asked for the next to solve/],
  ])('tells of %s', (_what, line) => {
    expect(told.out).toMatch(line);
  });

  it('sums up what the API says, also after a restart', { timeout: longestMs }, async () => {
    const platform = await startPlatform({ dataFolder: folder, ownerKey });
    const owner = clientOf(platform.url, ownerKey);

    const day = await countDay(owner);
    const sent = platform.outbox.list();
    await platform.close();

    const rows = readTable('department');
    for (const [name, counts] of day.departments) expect(rows.get(name)).toMatchObject(counts);
    expect(rows.get('all')?.['all']).toBe(String(day.tickets));
    const agents = readTable('agent');
    for (const [name, load] of day.loads) expect(agents.get(name)?.['waits for him']).toBe(load);
    const answers = [...agents.values()].map((row) => Number(row['answers']));
    expect(answers.reduce((all, count) => all + count)).toBe(day.replies);
    expect([...readTable('breached').keys()].toSorted()).toEqual(day.breached);
    const toAgents = sent.filter(({ mail }) => mail?.to[0]?.endsWith('@example.net')).length;
    expect(told.out).toContain(`${sent.length - toAgents} mails went to customers, ${toAgents} to agents.`);
  });
});

const statuses = ['new', 'open', 'answered', 'postponed', 'resolved'];

/** Counted otherwise than the demo does: by filters of the list, clocks, messages and presences. */
async function countDay(owner: Client) {
  const tickets = await owner.list('/v1/tickets');
  const messages = await Promise.all(tickets.map(({ id }) => owner.list(`/v1/tickets/${id}/messages`)));
  const clocks = await Promise.all(tickets.map(({ id }) => owner.get(`/v1/tickets/${id}/sla`)));
  const isMissed = ({ state }: Json) => state === 'missed';
  return {
    tickets: tickets.length,
    replies: messages.flat().filter(({ type }) => type === 'reply').length,
    breached: tickets.flatMap(({ code }, at) => (clocks[at].clocks.some(isMissed) ? [code] : [])).toSorted(),
    departments: await listCounts(owner),
    loads: await listLoads(owner),
  };
}

async function listCounts(owner: Client): Promise<[name: string, counts: Record<string, string>][]> {
  const countOf = async (departmentId: string, status: string) =>
    String((await owner.list(`/v1/tickets?departmentId=${departmentId}&status=${status}`)).length);
  const departments = await owner.list('/v1/departments');
  return Promise.all(
    departments.map(async ({ id, name }) => {
      const counts = statuses.map(async (status) => [status, await countOf(id, status)] as const);
      return [name, Object.fromEntries(await Promise.all(counts))];
    }),
  );
}

async function listLoads(owner: Client): Promise<[name: string, load: string][]> {
  const agents = (await owner.list('/v1/agents')).filter(({ role }) => role === 'agent');
  return Promise.all(
    agents.map(async ({ id, name }) => {
      const { load } = await owner.get(`/v1/agents/${id}/presence`);
      return [name, String(load.ticket)];
    }),
  );
}
