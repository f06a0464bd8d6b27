import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { splitTarget } from '../gateway/gateway-event.ts';
import type { LiveDefinition } from '../template/wiring.ts';

export interface LiveOccasion {
  readonly live: LiveDefinition;
  readonly connectionId: string;
  readonly connectedAtMs: number;
  /** The request that asked for the connection. */
  readonly opening: IncomingMessage;
  readonly atMs: number;
}

const eventTypes = { $connect: 'CONNECT', $disconnect: 'DISCONNECT', $default: 'MESSAGE' } as const;

/** A WebSocket API's event. Query and headers come with the opening alone. */
export function toLiveEvent(
  routeKey: keyof typeof eventTypes,
  occasion: LiveOccasion,
  body?: string,
): Record<string, unknown> {
  return {
    ...(routeKey === '$connect' ? openingOf(occasion.opening) : {}),
    requestContext: {
      routeKey,
      eventType: eventTypes[routeKey],
      ...(routeKey === '$default' ? { messageId: randomUUID() } : {}),
      ...contextOf(occasion),
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

function openingOf({ headers, url }: IncomingMessage): Record<string, unknown> {
  const query = new URLSearchParams(splitTarget(url ?? '/').rawQueryString);
  const told = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return {
    headers: Object.fromEntries(told),
    multiValueHeaders: Object.fromEntries(told.map(([name, value]) => [name, [value]])),
    ...(query.size > 0 ? { queryStringParameters: Object.fromEntries(query) } : {}),
  };
}

function contextOf({ live, connectionId, connectedAtMs, opening, atMs }: LiveOccasion) {
  return {
    requestId: randomUUID(),
    connectionId,
    connectedAt: connectedAtMs,
    requestTimeEpoch: atMs,
    messageDirection: 'IN',
    apiId: live.apiId,
    stage: live.stage,
    domainName: (opening.headers.host ?? 'localhost').replace(/:\d+$/, ''),
    identity: {
      sourceIp: opening.socket.remoteAddress ?? '127.0.0.1',
      userAgent: opening.headers['user-agent'] ?? '',
    },
  };
}
