import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Client, clientOf } from './client.ts';

export interface StartedProcess {
  readonly owner: Client;
  readonly url: string;
  readonly smtpPort: number;
  settle(): Promise<void>;
  /** Nothing of it gets to say a last word. */
  kill(): Promise<void>;
  /** As Ctrl-C does. */
  stop(): Promise<number | null>;
}

const ownerKey = 'smk_of-the-owner-of-a-process-started-by-a-test';
const script = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** What `npm start` runs, as a process of its own; sandboxes as in a journey. */
export async function startProcess(dataFolder: string, sandboxes = 2): Promise<StartedProcess> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    PORT: `${port}`,
    SMTP_PORT: `${smtpPort}`,
    SMISTA_DATA: dataFolder,
    SMISTA_OWNER_KEY: ownerKey,
    SMISTA_SANDBOXES: `${sandboxes}`,
    SMISTA_CONFLICT_SHARE: '0.01',
  };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await readiness(child);
  const url = `http://127.0.0.1:${port}`;
  const owner = clientOf(url, ownerKey);
  return {
    owner,
    url,
    smtpPort,
    settle: () => owner.make('POST /_local/settle'),
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGINT'),
  };
}

async function readiness(child: ChildProcess): Promise<void> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('Smista is ready')) {
      child.stdout?.resume();
      return;
    }
  }
  throw new Error(`It ended before it was ready: ${said}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
