import type { IncomingMessage } from 'node:http';
import { localAccount } from '../template/aws-names.ts';
import type { RouteMatch } from './route-table.ts';

export interface GatewayRequest {
  readonly message: IncomingMessage;
  readonly match: RouteMatch;
  readonly body: Buffer;
  readonly requestId: string;
  readonly atMs: number;
  readonly apiId: string;
}

const textTypes = new Set(['application/json', 'application/xml', 'application/javascript']);

/** What the gateway hands over as text; everything else travels in base64. */
export function isText(contentType: string): boolean {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return type.startsWith('text/') || textTypes.has(type) || /^application\/.+\+(json|xml)$/.test(type);
}

/** Header names are lower-cased, repeated ones joined by a comma; cookies have their own list. */
function toHeaders(message: IncomingMessage): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  const cookies: string[] = [];
  const { rawHeaders } = message;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/;\s*/));
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return { headers, cookies };
}

function forwarded(message: IncomingMessage, headers: Record<string, string>): Record<string, string> {
  const peer = message.socket.remoteAddress ?? '127.0.0.1';
  const before = headers['x-forwarded-for'];
  return {
    ...headers,
    'x-forwarded-for': before === undefined ? peer : `${before}, ${peer}`,
    'x-forwarded-port': String(message.socket.localPort ?? 80),
    'x-forwarded-proto': 'http',
  };
}

function toQuery(rawQueryString: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
}

const toBody = (body: Buffer, contentType: string): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = isText(contentType);
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
};

const clfTime = (atMs: number): string => {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(atMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};

export function splitTarget(target: string): { rawPath: string; rawQueryString: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { rawPath: target, rawQueryString: '' }
    : { rawPath: target.slice(0, mark), rawQueryString: target.slice(mark + 1) };
}

/** An HTTP API's event, payload format 2.0. */
export function toGatewayEvent(request: GatewayRequest): Record<string, unknown> {
  const { message, match, body } = request;
  const { rawPath, rawQueryString } = splitTarget(message.url ?? '/');
  const { headers, cookies } = toHeaders(message);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: forwarded(message, headers),
    ...(rawQueryString !== '' && { queryStringParameters: toQuery(rawQueryString) }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: toRequestContext(request, { path: rawPath, userAgent: headers['user-agent'] ?? '' }),
    ...toBody(body, headers['content-type'] ?? ''),
  };
}

function toRequestContext(
  { message, match, requestId, atMs, apiId }: GatewayRequest,
  { path, userAgent }: { path: string; userAgent: string },
): Record<string, unknown> {
  return {
    accountId: localAccount,
    apiId,
    domainName: (message.headers.host ?? 'localhost').replace(/:\d+$/, ''),
    domainPrefix: apiId,
    http: {
      method: message.method ?? 'GET',
      path,
      protocol: `HTTP/${message.httpVersion}`,
      sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
      userAgent,
    },
    requestId,
    routeKey: match.routeKey,
    stage: '$default',
    time: clfTime(atMs),
    timeEpoch: atMs,
  };
}
