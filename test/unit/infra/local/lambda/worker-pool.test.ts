import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FunctionRuntime } from '#infra/local/lambda/function-runtime.ts';

const folders: string[] = [];
const runtimes: FunctionRuntime[] = [];
afterEach(async () => {
  for (const runtime of runtimes.splice(0)) await runtime.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function run(source: string, more: { timeoutSeconds?: number; workers?: number; reserved?: number } = {}) {
  const codeFolder = mkdtempSync(join(tmpdir(), 'smista-pool-'));
  folders.push(codeFolder);
  writeFileSync(join(codeFolder, 'function.mjs'), source);
  const logs: string[] = [];
  const clock = new SharedArrayBuffer(8);
  new BigInt64Array(clock)[0] = 3_600_000n;
  const runtime = new FunctionRuntime({
    functions: [
      {
        name: 'f',
        codeFolder,
        handler: 'function.handler',
        environment: { OWN: 'yes' },
        timeoutSeconds: more.timeoutSeconds ?? 5,
        memoryMegabytes: 128,
        reservedConcurrency: more.reserved ?? null,
      },
    ],
    workersPerFunction: more.workers ?? 4,
    clock,
    environment: {},
    openLog: () => (text) => logs.push(text),
  });
  runtimes.push(runtime);
  return { invoke: (event: unknown) => runtime.invoke('f', event), logs, runtime };
}

describe('a function in its sandboxes', () => {
  it('gets the event, a context, the platform clock and its environment', async () => {
    const { invoke } =
      run(`export const handler = async (event, context) => ({ event, id: context.awsRequestId,
      left: context.getRemainingTimeInMillis(), name: context.functionName, own: process.env.OWN,
      ahead: globalThis[Symbol.for('smista.clock')]() - Date.now() });`);

    const result = await invoke({ a: 1 });

    expect(result).toMatchObject({
      ok: true,
      payload: {
        event: { a: 1 },
        id: result.requestId,
        name: 'f',
        own: 'yes',
        ahead: expect.closeTo(3_600_000, -4),
      },
    });
  });

  it('runs one invocation at a time in each of them, the rest wait', async () => {
    const { invoke } = run(
      `let running = 0; export const handler = async () => { running += 1; const seen = running; await new Promise((go) => setTimeout(go, 30)); running -= 1; return seen; };`,
      { workers: 2 },
    );

    const results = await Promise.all(Array.from({ length: 8 }, () => invoke({})));

    expect(results.map((result) => result.ok && result.payload)).toEqual(Array(8).fill(1));
  });

  it('has no more of them than it reserved', async () => {
    const { invoke, runtime } = run(
      "import { threadId } from 'node:worker_threads'; export const handler = async () => threadId;",
      { reserved: 1 },
    );
    const results = await Promise.all([invoke({}), invoke({}), invoke({})]);
    expect(new Set(results.map((result) => result.ok && result.payload)).size).toBe(1);
    expect(runtime.concurrencyOf('f')).toBe(1);
  });

  it.each([
    ['throws', 'throw new TypeError("no")', 'error', 'TypeError'],
    ['throws what is no error', 'throw "no"', 'error', 'Error'],
    ['loops', 'for (;;);', 'timeout', 'Sandbox.Timedout'],
    ['never ends', 'return new Promise(() => undefined)', 'timeout', 'Sandbox.Timedout'],
    ['exits', 'process.exit(0)', 'crash', 'Runtime.ExitError'],
    [
      'rejects behind its back',
      'Promise.reject(new Error("stray")); return new Promise(() => undefined)',
      'crash',
      'Runtime.ExitError',
    ],
    [
      'runs out of memory',
      'const all = []; for (;;) all.push(Array.from({ length: 1e5 }, () => ({})))',
      'crash',
      'Runtime.ExitError',
    ],
    ['answers too much', 'return "x".repeat(6291600)', 'error', 'Function.ResponseSizeTooLarge'],
  ])(
    'fails alone when it %s',
    async (...[, statement, kind, errorType]) => {
      const { invoke } = run(
        `export const handler = async (event) => { if (event.good) return 'good'; ${statement}; };`,
        { timeoutSeconds: kind === 'timeout' ? 2 : 60 },
      );

      expect(await invoke({})).toMatchObject({ ok: false, failure: { kind, errorType } });
      expect(await invoke({ good: true })).toMatchObject({ ok: true, payload: 'good' });
    },
    90_000,
  );

  it('refuses an event over the limit of an invocation, and takes one at the limit', async () => {
    const { invoke } = run('export const handler = async (event) => event.length;');
    const limit = 6_291_556 - 2;
    expect(await invoke('x'.repeat(limit))).toMatchObject({ ok: true, payload: limit });
    expect(await invoke('x'.repeat(limit + 1))).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
  });

  it('fails each invocation when its bundle cannot be loaded', async () => {
    const { invoke } = run('throw new Error("init");');
    expect(await invoke({})).toMatchObject({ ok: false, failure: { errorMessage: 'init' } });
    expect(await invoke({})).toMatchObject({ ok: false, failure: { errorMessage: 'init' } });
  });
});
