/** Lambda's limit for what goes in and what comes out of a synchronous invocation. */
export const payloadLimitBytes = 6_291_556;

export interface InvocationFailure {
  readonly kind: 'error' | 'timeout' | 'crash' | 'too-large';
  readonly errorType: string;
  readonly errorMessage: string;
}

export type InvocationResult =
  | { readonly ok: true; readonly requestId: string; readonly payload: unknown }
  | { readonly ok: false; readonly requestId: string; readonly failure: InvocationFailure };

export type Invoke = (functionName: string, event: unknown) => Promise<InvocationResult>;

/** What travels to a worker and back. Payloads are JSON text, as on the wire to Lambda: nothing else can cross. */
export interface InvocationRequest {
  readonly requestId: string;
  readonly event: string;
  readonly deadlineMs: number;
}

export type InvocationReply =
  | { readonly requestId: string; readonly ok: true; readonly payload: string }
  | {
      readonly requestId: string;
      readonly ok: false;
      readonly errorType: string;
      readonly errorMessage: string;
    };

export interface WorkerSettings {
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly codeFolder: string;
  readonly handler: string;
  readonly clock: SharedArrayBuffer;
  readonly captureFetchFrom: string | null;
  readonly egressUrl: string | null;
}
