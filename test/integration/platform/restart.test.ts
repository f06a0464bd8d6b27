import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly smtpPort: number;
}

let folder = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smista-restart-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

function launch(): ChildProcess {
  const script = fileURLToPath(new URL('./lossless-platform.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function start(): Promise<Running> {
  const child = launch();
  const said: unknown[] = await once(child.stdout ?? child, 'data');
  return { child, ...(JSON.parse(String(said[0])) as { url: string; smtpPort: number }) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

const settle = (url: string) => fetch(`${url}/_local/settle`, { method: 'POST' });
const count = async (url: string) =>
  (await (await fetch(`${url}/count`)).json()) as { mails: number; markers: number };

/** Sends until the connection breaks; answers how many mails were accepted. */
async function sendMany(
  smtpPort: number,
  most: number,
  onAccepted: (accepted: number) => void,
): Promise<number> {
  const transport = createTransport({
    pool: true,
    maxConnections: 8,
    maxMessages: 10_000,
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
  });
  let accepted = 0;
  await Promise.allSettled(
    Array.from({ length: most }, async (_, n) => {
      await transport.sendMail({ from: 'ada@example.com', to: 'desk@desk.test', subject: `${n}`, text: 'x' });
      accepted += 1;
      onAccepted(accepted);
    }),
  );
  transport.close();
  return accepted;
}

describe('a platform with a data folder', () => {
  it('loses nothing that it accepted when it is killed half-way', async () => {
    const first = await start();
    const accepted = await sendMany(first.smtpPort, 400, (n) => {
      if (n === 200) first.child.kill('SIGKILL');
    });

    const second = await start();
    await settle(second.url);

    expect(accepted).toBeGreaterThanOrEqual(200);
    expect(accepted).toBeLessThan(400);
    const { mails, markers } = await count(second.url);
    expect(mails).toBeGreaterThanOrEqual(accepted);
    // A mail may have been stored when the answer was still on its way.
    expect(mails).toBeLessThanOrEqual(accepted + 8);
    expect(markers).toBe(mails);
  });

  it('stops cleanly on SIGTERM and keeps its data and its clock', async () => {
    const first = await start();
    await sendMany(first.smtpPort, 20, () => undefined);
    await fetch(`${first.url}/_local/clock`, { method: 'POST', body: '{"advanceSeconds":86400}' });
    expect(await end(first.child, 'SIGTERM')).toBe(0);

    const second = await start();

    const { now } = (await (await fetch(`${second.url}/_local/clock`)).json()) as { now: string };
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(86_300_000);
    expect(await count(second.url)).toEqual({ mails: 20, markers: 20 });
  });

  it('refuses a second start on the same folder in one sentence', async () => {
    await start();

    const second = launch();
    const said: string[] = [];
    second.stderr?.on('data', (chunk) => said.push(String(chunk)));
    await once(second, 'exit');

    expect(second.exitCode).toBe(1);
    expect(said.join('')).toContain('is in use by another running Smista.');
  });
});
