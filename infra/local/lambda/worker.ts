/** Runs inside a worker thread: the part of Lambda's runtime that loads a bundle and calls its handler. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { readShared } from '../clock.ts';
import type { InvocationReply, InvocationRequest, WorkerSettings } from './invocation.ts';

interface CapturedFetch {
  captureFetch(egressUrl: string): typeof fetch;
}

type Handler = (event: unknown, context: unknown) => unknown;

const settings = workerData as WorkerSettings;
const offsetMs = new BigInt64Array(settings.clock);
Reflect.set(globalThis, Symbol.for('smista.clock'), () => readShared(offsetMs));

if (settings.captureFetchFrom && settings.egressUrl) {
  const { captureFetch } = (await import(settings.captureFetchFrom)) as CapturedFetch;
  globalThis.fetch = captureFetch(settings.egressUrl);
  Reflect.set(globalThis, Symbol.for('smista.outside'), globalThis.fetch);
}

function handlerFile(module: string): string {
  const candidates = ['.mjs', '.js', '.cjs', '.ts'].map((ending) =>
    join(settings.codeFolder, module + ending),
  );
  const file = candidates.find((each) => existsSync(each));
  if (file === undefined) throw new Error(`Cannot find module '${module}' in ${settings.codeFolder}`);
  return pathToFileURL(file).href;
}

async function loadHandler(): Promise<Handler> {
  const dot = settings.handler.lastIndexOf('.');
  const loaded = (await import(handlerFile(settings.handler.slice(0, dot)))) as Record<string, unknown>;
  const name = settings.handler.slice(dot + 1);
  const handler = loaded[name] ?? (loaded['default'] as Record<string, unknown> | undefined)?.[name];
  if (typeof handler !== 'function') throw new Error(`${settings.handler} is undefined or not exported`);
  return handler as Handler;
}

const contextOf = ({ requestId, deadlineMs }: InvocationRequest): Record<string, unknown> => ({
  awsRequestId: requestId,
  functionName: settings.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: settings.functionArn,
  memoryLimitInMB: String(settings.memoryMegabytes),
  logGroupName: `/aws/lambda/${settings.functionName}`,
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
  // Wall time, unlike everything else: it is the function's own timeout.
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
});

async function answer(handler: Promise<Handler>, request: InvocationRequest): Promise<InvocationReply> {
  const { requestId } = request;
  try {
    const run = await handler;
    const payload = await run(JSON.parse(request.event), contextOf(request));
    return { requestId, ok: true, payload: JSON.stringify(payload) ?? 'null' };
  } catch (fault) {
    const error = fault instanceof Error ? fault : new Error(String(fault));
    console.error(
      JSON.stringify({ level: 'ERROR', message: 'Invoke Error', errorType: error.name, stack: error.stack }),
    );
    return { requestId, ok: false, errorType: error.name, errorMessage: error.message };
  }
}

const handler = loadHandler();
// A bundle that cannot be loaded fails each invocation, as a failed init does; it is no stray rejection.
handler.catch(() => undefined);

parentPort?.on('message', async (request: InvocationRequest) => {
  parentPort?.postMessage(await answer(handler, request));
});
