import type { ServerResponse } from 'node:http';
import type { InvocationResult } from '../lambda/invocation.ts';

export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** Answers that the gateway makes by itself have its own body, never a problem document. */
export function gatewayRefusal(statusCode: number, message: string): GatewayAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

const refusalByFailure = {
  error: gatewayRefusal(500, 'Internal Server Error'),
  crash: gatewayRefusal(500, 'Internal Server Error'),
  timeout: gatewayRefusal(503, 'Service Unavailable'),
  'too-large': gatewayRefusal(413, 'Request Entity Too Large'),
} as const;

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A result without `statusCode` is itself the body of a 200. */
export function toGatewayAnswer(result: InvocationResult): GatewayAnswer {
  if (!result.ok) return refusalByFailure[result.failure.kind];
  const { payload } = result;
  if (!isFields(payload) || payload['statusCode'] === undefined) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const statusCode = Number(payload['statusCode']);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) return refusalByFailure.error;
  return { statusCode, headers: toHeaders(payload), body: toBody(payload) };
}

function toHeaders(payload: Record<string, unknown>): Record<string, string | string[]> {
  const given = isFields(payload['headers']) ? payload['headers'] : {};
  const headers: Record<string, string | string[]> = Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const cookies = payload['cookies'];
  if (Array.isArray(cookies) && cookies.length > 0) headers['set-cookie'] = cookies.map(String);
  if (payload['body'] !== undefined) headers['content-type'] ??= 'text/plain;charset=UTF-8';
  return headers;
}

function toBody(payload: Record<string, unknown>): Buffer {
  const { body, isBase64Encoded } = payload as { body?: unknown; isBase64Encoded?: unknown };
  if (body === undefined || body === null) return Buffer.alloc(0);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8');
}

export function send(response: ServerResponse, answer: GatewayAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...headers } = answer.headers;
  const bodiless = answer.statusCode === 204 || answer.statusCode === 304 || answer.statusCode < 200;
  response.writeHead(answer.statusCode, {
    ...headers,
    ...(!bodiless && { 'content-length': String(answer.body.length) }),
  });
  response.end(bodiless ? undefined : answer.body);
}
