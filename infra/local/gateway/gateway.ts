import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invoke } from '../lambda/invocation.ts';
import { gatewayRefusal, send, toGatewayAnswer } from './gateway-answer.ts';
import { splitTarget, toGatewayEvent } from './gateway-event.ts';
import { readBody } from './request-body.ts';
import type { RouteTable } from './route-table.ts';

/** The gateway's own limits: ours, in the functions, lie below. */
const bodyLimitBytes = 10 * 1024 * 1024;
export const headerLimitBytes = 10_240;

export interface GatewaySettings {
  readonly routes: RouteTable;
  readonly invoke: Invoke;
  readonly now: () => number;
}

/** The HTTP API: finds the route, invokes its function, answers what the function answers. */
export class Gateway {
  readonly #settings: GatewaySettings;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  async answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { routes, invoke, now } = this.#settings;
    const body = await readBody(message, bodyLimitBytes);
    if (body === null) return send(response, gatewayRefusal(413, 'Request Entity Too Large'));
    const match = routes.find(message.method ?? 'GET', splitTarget(message.url ?? '/').rawPath);
    if (!match) return send(response, gatewayRefusal(404, 'Not Found'));
    const requestId = randomUUID();
    const event = toGatewayEvent({ message, match, body, requestId, atMs: now(), apiId: 'local' });
    const result = await invoke(match.functionName, event);
    send(response, toGatewayAnswer(result));
  }
}
