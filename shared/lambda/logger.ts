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
  readonly code?: string;
  readonly status?: number;
  readonly count?: number;
  readonly durationMs?: number;
}

const logger = new Logger();

/** Every line from here to the end of the invocation carries these ids. */
export function trace(traces: Traces): void {
  logger.appendKeys({ ...traces });
}

export function forgetTraces(): void {
  logger.resetKeys();
}

export function logDetail(message: string, traces: Traces = {}): void {
  logger.debug(message, { ...traces });
}

export function logInfo(message: string, traces: Traces = {}): void {
  logger.info(message, { ...traces });
}

export function logWarning(message: string, traces: Traces = {}): void {
  logger.warn(message, { ...traces });
}

/** Something of ours broke: once, with its stack, where it stops. */
export function logFault(message: string, error: unknown): void {
  logger.error(message, error instanceof Error ? error : new Error(String(error)));
}
