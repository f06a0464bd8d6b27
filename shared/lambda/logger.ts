import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@aws-lambda-powertools/logger';

/** What a log line may carry: ids and counts. Never bodies, addresses or names. */
export interface Traces {
  readonly requestId?: string;
  readonly operation?: string;
  readonly ticketId?: string;
  readonly messageId?: string;
  readonly departmentId?: string;
  readonly agentId?: string;
  readonly sourceId?: string;
  readonly eventId?: string;
  readonly queueMessageId?: string;
  readonly code?: string;
  readonly status?: number;
  readonly count?: number;
  readonly durationMs?: number;
}

let instance: Logger | null = null;

/** Made at the first line: opening the output costs milliseconds of every start, and most starts log nothing. */
function logger(): Logger {
  instance ??= new Logger();
  return instance;
}

/** One for each message of a batch, because groups run side by side. */
const current = new AsyncLocalStorage<{ traces: Traces }>();

/** Every line of `work` carries these ids, and those that it adds by `trace`. */
export function withTraces<Result>(traces: Traces, work: () => Promise<Result>): Promise<Result> {
  return current.run({ traces: { ...current.getStore()?.traces, ...traces } }, work);
}

/** Adds ids, as they become known, to the lines from here on. */
export function trace(traces: Traces): void {
  const store = current.getStore();
  if (store) {
    store.traces = { ...store.traces, ...traces };
  }
}

function allTraces(traces: Traces): Record<string, string | number> {
  return { ...current.getStore()?.traces, ...traces };
}

export function logDetail(message: string, traces: Traces = {}): void {
  logger().debug(message, allTraces(traces));
}

export function logInfo(message: string, traces: Traces = {}): void {
  logger().info(message, allTraces(traces));
}

/** Something of ours broke: once, with its stack, where it stops. */
export function logFault(message: string, cause: unknown): void {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  logger().error(message, { ...allTraces({}), error });
}
