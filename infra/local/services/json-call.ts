import type { ServerResponse } from 'node:http';

/** A call in AWS's JSON protocols: the operation stands in the `X-Amz-Target` header. */
export interface JsonCall {
  readonly operation: string;
  readonly body: unknown;
  readonly response: ServerResponse;
}

export type JsonProtocol = (call: JsonCall) => void | Promise<void>;
