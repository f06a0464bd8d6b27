import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApiKeySecret } from '#shared/runtime/secrets.ts';
import { PortTaken } from '../http-server.ts';
import { type Platform, startPlatform } from '../platform.ts';
import { FolderInUse } from '../platform-store.ts';
import { playDay } from './play-day.ts';
import { Screen } from './screen.ts';

const environment = process.env;

class BadPort extends Error {
  override readonly name = 'BadPort';
}

function portOf(name: string): number {
  const port = Number(environment[name] || 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new BadPort(`${name} must be a whole number from 0 to 65535.`);
}

/** Without a folder of its own the demo leaves nothing behind. */
async function openFolder(): Promise<{ folder: string; isTemporary: boolean }> {
  const named = environment['SMISTA_DATA'];
  if (named) return { folder: named, isTemporary: false };
  return { folder: await mkdtemp(join(tmpdir(), 'smista-demo-')), isTemporary: true };
}

const interrupted = (): Promise<'interrupted'> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve('interrupted'));
  });

function invite({ url }: Platform, ownerKey: string, screen: Screen): void {
  screen.heading('Look around; Ctrl-C ends it');
  screen.say(`  ${url}/docs     the reference of the API`);
  screen.say(`  ${url}/_local/  queues, and every mail that left`);
  screen.say(`  owner’s key  ${ownerKey}`);
  screen.say(`  curl -s -H 'apikey: ${ownerKey}' '${url}/v1/tickets?status=new,open'`);
}

async function run(folder: string, screen: Screen): Promise<void> {
  const ending = interrupted();
  const ownerKey = environment['SMISTA_OWNER_KEY'] || makeApiKeySecret();
  const ports = { port: portOf('PORT'), smtpPort: portOf('SMTP_PORT') };
  screen.say('Smista starts with an empty desk.');
  const platform = await startPlatform({ ...ports, dataFolder: folder, ownerKey, workersPerFunction });
  try {
    const { url, smtpPort } = platform;
    const ended = await Promise.race([playDay({ url, smtpPort, ownerKey }, screen), ending]);
    const isOnce = process.argv.includes('--once') || Boolean(environment['CI']);
    if (ended === 'interrupted' || isOnce) return;
    invite(platform, ownerKey, screen);
    await ending;
  } finally {
    await platform.close();
  }
}

/** One person at a time is at work here; more workers would only take longer to start. */
const workersPerFunction = 2;

function fail(fault: unknown): void {
  const isExpected = [PortTaken, FolderInUse, BadPort].some((kind) => fault instanceof kind);
  const text = fault instanceof Error ? (isExpected ? fault.message : fault.stack) : String(fault);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

const { folder, isTemporary } = await openFolder();
try {
  await run(folder, Screen.of(process.stdout, environment));
} catch (fault) {
  fail(fault);
} finally {
  if (isTemporary) await rm(folder, { recursive: true, force: true });
}
// Whatever an interrupted day still waits for is of no more use.
process.exit();
