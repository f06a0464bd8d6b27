import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataFolder } from '../data-folder.ts';

export interface EngineProcess {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Ends the engine when this process is gone, however it went: the kernel then closes the pipe that the shell reads.
 * The shell ends with the engine, so that its exit is the engine's. A folder to discard goes with it.
 */
const untilParentEnds = `
discard=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & engine=$!
(cat <&3 >/dev/null; kill -9 $engine && [ -n "$discard" ] && rm -rf -- "$discard") 2>/dev/null &
wait $engine`;

const patienceMs = 10_000;
const mostRestarts = 5;

export async function startEngineProcess(folder: DataFolder, databaseFile: string): Promise<EngineProcess> {
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const engine = [findBinary(), '--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile];
  const command = [folder.kept ? '' : folder.path, ...engine];
  const running = { child: launch(command), isClosing: false, restarts: 0 };
  const keepRunning = (): void => {
    running.child.once('exit', () => {
      if (running.isClosing || running.restarts >= mostRestarts) return;
      running.restarts += 1;
      running.child.stdin?.destroy();
      running.child = launch(command);
      keepRunning();
    });
  };
  await waitUntilAnswering(endpoint, running.child);
  keepRunning();
  return {
    endpoint,
    close: async () => {
      running.isClosing = true;
      await end(running.child);
    },
  };
}

function findBinary(): string {
  try {
    const description = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    return join(dirname(description), 'dynoxide');
  } catch (cause) {
    const advice = 'On this machine name a DynamoDB-compatible server in DYNAMODB_ENDPOINT.';
    throw new Error(`The embedded table engine runs on Linux x64 only. ${advice}`, { cause });
  }
}

/** In a process group of its own: an interrupt at the keyboard must not end the engine before its platform. */
function launch(command: readonly string[]): ChildProcess {
  return spawn('/bin/sh', ['-c', untilParentEnds, 'engine', ...command], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function waitUntilAnswering(endpoint: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null)
      throw new Error(`The table engine ended with ${child.exitCode} as it started.`);
    if (await isAnswering(endpoint)) return;
    await wait(10);
  }
  child.stdin?.end();
  throw new Error(`The table engine did not answer within ${patienceMs / 1000} s.`);
}

/** Without `fetch`, which takes longer to load than the engine to start. */
async function isAnswering(endpoint: string): Promise<boolean> {
  const asked = get(endpoint, { agent: false });
  try {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}
