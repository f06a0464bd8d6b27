import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { callerVariable } from '../services/recorded-calls.ts';
import { arnOf, localRegion } from '../template/aws-names.ts';
import type { FunctionDefinition } from '../template/wiring.ts';
import { FunctionWorker } from './function-worker.ts';
import type { InvocationResult, Invoke } from './invocation.ts';
import { WorkerPool } from './worker-pool.ts';

export interface RuntimeSettings {
  readonly functions: readonly FunctionDefinition[];
  readonly workersPerFunction: number;
  readonly clock: SharedArrayBuffer;
  /** Environment that every function gets beside its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** A writer for one sandbox: chunks of several must not be mixed into one line. */
  readonly openLog: (functionName: string) => (text: string) => void;
}

/** All functions of the app, each with its own pool of sandboxes. */
export class FunctionRuntime {
  readonly #poolByName: ReadonlyMap<string, WorkerPool>;

  constructor(settings: RuntimeSettings) {
    this.#poolByName = new Map(settings.functions.map((each) => [each.name, toPool(each, settings)]));
  }

  readonly invoke: Invoke = (functionName, event): Promise<InvocationResult> =>
    this.#pool(functionName).invoke(event);

  /** How many invocations of a function can run at once. */
  concurrencyOf(functionName: string): number {
    return this.#pool(functionName).size;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#poolByName.values()].map((pool) => pool.close()));
  }

  #pool(functionName: string): WorkerPool {
    const pool = this.#poolByName.get(functionName);
    if (!pool) throw new Error(`There is no function ${functionName}`);
    return pool;
  }
}

function toPool(definition: FunctionDefinition, settings: RuntimeSettings): WorkerPool {
  const size = Math.min(
    settings.workersPerFunction,
    definition.reservedConcurrency ?? Number.POSITIVE_INFINITY,
  );
  return new WorkerPool({
    size: Math.max(1, size),
    timeoutSeconds: definition.timeoutSeconds,
    startWorker: () => startWorker(definition, settings),
  });
}

function startWorker(definition: FunctionDefinition, settings: RuntimeSettings): FunctionWorker {
  const captured = new URL('../services/captured-fetch.ts', import.meta.url);
  return new FunctionWorker({
    settings: {
      functionName: definition.name,
      functionArn: arnOf('lambda', `function:${definition.name}`),
      memoryMegabytes: definition.memoryMegabytes,
      codeFolder: definition.codeFolder,
      handler: definition.handler,
      clock: settings.clock,
      captureFetchFrom: existsSync(captured) ? captured.href : null,
      egressUrl: settings.environment['SMISTA_EGRESS_URL'] ?? null,
    },
    environment: { ...lambdaEnvironment(definition), ...settings.environment, ...definition.environment },
    onLog: settings.openLog(definition.name),
  });
}

const lambdaEnvironment = ({
  name,
  memoryMegabytes,
  codeFolder,
  handler,
}: FunctionDefinition): Record<string, string> => ({
  AWS_REGION: localRegion,
  AWS_DEFAULT_REGION: localRegion,
  [callerVariable]: name,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  _HANDLER: handler,
  // What one sandbox has compiled, the next ones only read; it goes with the bundles.
  NODE_COMPILE_CACHE: join(dirname(codeFolder), '.compiled'),
  TZ: 'UTC',
});
