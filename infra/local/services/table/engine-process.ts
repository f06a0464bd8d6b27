import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface EngineProcess {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Ends the engine when this process is gone, however it went: the kernel closes the pipe that the shell reads.
 * The shell ends with the engine, so that its exit is the engine's.
 */
const untilParentEnds =
  '"$@" </dev/null & engine=$!; exec 3<&0; (cat <&3 >/dev/null; kill -9 $engine) 2>/dev/null & wait $engine';

const patienceMs = 10_000;

export async function startEngineProcess(databaseFile: string): Promise<EngineProcess> {
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const command = [findBinary(), '--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile];
  let isClosing = false;
  let child = launch(command);
  const keepAlive = (): void => {
    child.once('exit', () => {
      if (isClosing) return;
      child = launch(command);
      keepAlive();
    });
  };
  await waitUntilAnswering(endpoint, child);
  keepAlive();
  return {
    endpoint,
    close: async () => {
      isClosing = true;
      await end(child);
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

function launch(command: readonly string[]): ChildProcess {
  return spawn('/bin/sh', ['-c', untilParentEnds, 'engine', ...command], {
    stdio: ['pipe', 'ignore', 'ignore'],
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
      throw new Error(`The table engine ended with ${child.exitCode} when it started.`);
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.ok) return;
    await wait(10);
  }
  child.stdin?.end();
  throw new Error(`The table engine did not answer within ${patienceMs / 1000} s.`);
}
