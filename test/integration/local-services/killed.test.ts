import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import { readStream } from './read-stream.ts';
import { aFolder, startForTest } from './services-for-tests.ts';
import { aQueue, clientSettings } from './settings-for-tests.ts';

const script = fileURLToPath(new URL('killed-platform.ts', import.meta.url));

/** Runs the platform on the folder and kills it after it has answered for so many numbers. */
async function runAndKill(dataFolder: string, least: number) {
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === least + 1) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const [engineEndpoint = '', ...answered] = lines;
  return { engineEndpoint, answered };
}

it('keeps everything that it answered for when it is killed, and starts again on it', async () => {
  const dataFolder = aFolder();

  const { engineEndpoint, answered } = await runAndKill(dataFolder, 40);
  const services = await startForTest({ dataFolder, queues: [aQueue('lanes.fifo')] });

  expect(answered.length).toBeGreaterThanOrEqual(40);
  const received = services.queues.receive('lanes.fifo', 1000).map(({ body }) => body);
  expect(received.slice(0, answered.length)).toEqual(answered);
  for (const name of answered) expect(await services.objects.get('files', name)).toBeDefined();
  const client = new DynamoDBClient(clientSettings(services, 'DYNAMODB'));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'things' }));
  expect(Items.map(({ pk }) => pk?.S)).toEqual(expect.arrayContaining(answered));
  expect((await readStream(services)).length).toBeGreaterThanOrEqual(answered.length);
  await vi.waitFor(() => expect(fetch(engineEndpoint)).rejects.toThrow(), { timeout: 30_000 });
});

/** Finds the engine by the port in its command line: it is nobody else's. */
function killEngineOf(endpoint: string): void {
  const port = new URL(endpoint).port;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [program = '', ...options] = readCommandLine(pid);
    if (program.endsWith('dynoxide') && options.includes(port)) process.kill(Number(pid), 'SIGKILL');
  }
}

function readCommandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

it('starts its table engine again when that dies', async () => {
  const services = await startForTest();
  const client = new DynamoDBClient({ ...clientSettings(services, 'DYNAMODB'), maxAttempts: 1 });

  killEngineOf(services.engine.endpoint);

  await vi.waitFor(() => client.send(new ScanCommand({ TableName: 'things' })), { timeout: 30_000 });
  const { Count } = await client.send(new ScanCommand({ TableName: 'things' }));
  expect(Count).toBe(0);
});
