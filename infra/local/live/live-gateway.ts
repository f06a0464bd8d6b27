import { randomBytes } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Activity } from '../activity.ts';
import { splitTarget } from '../gateway/gateway-event.ts';
import type { InvocationResult, Invoke } from '../lambda/invocation.ts';
import type { LiveDefinition } from '../template/wiring.ts';
import { type LiveOccasion, toLiveEvent } from './live-event.ts';
import type { LiveSockets } from './live-sockets.ts';

interface LiveGatewaySettings {
  /** Null: the app has no WebSocket API. */
  readonly live: LiveDefinition | null;
  readonly sockets: LiveSockets;
  readonly invoke: Invoke;
  readonly activity: Activity;
  readonly now: () => number;
}

type RouteKey = LiveDefinition['routes'][number]['routeKey'];

/** The gateway's: what is larger ends the connection. */
const frameLimitBytes = 32 * 1024;
const overduePeriodMs = 500;
const noBinary = 1003;
const failedAnswer = JSON.stringify({ message: 'Internal server error' });

/** The WebSocket API: opens connections that its function lets in, and hands over what comes. */
export class LiveGateway {
  readonly #settings: LiveGatewaySettings;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: frameLimitBytes });
  readonly #watch: NodeJS.Timeout;
  #isClosing = false;

  constructor(settings: LiveGatewaySettings) {
    this.#settings = settings;
    this.#watch = setInterval(() => settings.sockets.endOverdue(), overduePeriodMs);
  }

  async upgrade(opening: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Whoever goes while he is asked about is no fault.
    socket.on('error', () => socket.destroy());
    const { live, now } = this.#settings;
    const { rawPath } = splitTarget(opening.url ?? '/');
    if (live === null || rawPath !== `/${live.stage}`) return refuse(socket, 404);
    const connectionId = randomBytes(11).toString('base64url');
    const occasion = { live, connectionId, opening, connectedAtMs: now() };
    const status = statusOf(await this.#tell('$connect', occasion));
    if (status < 200 || status > 299) return refuse(socket, status);
    if (socket.destroyed || this.#isClosing) return this.#leave(occasion);
    this.#server.handleUpgrade(opening, socket, head, (opened) => this.#talk(opened, occasion));
  }

  close(): void {
    this.#isClosing = true;
    clearInterval(this.#watch);
    this.#settings.sockets.endAll();
    this.#server.close();
  }

  #talk(socket: WebSocket, occasion: Omit<LiveOccasion, 'atMs'>): void {
    const { sockets } = this.#settings;
    const { connectionId, connectedAtMs, opening } = occasion;
    const sourceIp = opening.socket.remoteAddress ?? '127.0.0.1';
    const userAgent = opening.headers['user-agent'] ?? '';
    sockets.add(connectionId, { socket, connectedAtMs, sourceIp, userAgent });
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(noBinary);
      else void this.#hear(textOf(data), occasion).catch(() => undefined);
    });
    socket.on('ping', () => sockets.touch(connectionId));
    // A frame that is too large or broken ends the connection; `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.forget(connectionId);
      void this.#leave(occasion).catch(() => undefined);
    });
  }

  async #hear(text: string, occasion: Omit<LiveOccasion, 'atMs'>): Promise<void> {
    const { sockets, live } = this.#settings;
    sockets.touch(occasion.connectionId);
    const result = await this.#tell('$default', occasion, text);
    const isAnswered = live?.routes.some((route) => route.routeKey === '$default' && route.isAnswered);
    const said = result?.ok ? (result.payload as { body?: string } | null)?.body : failedAnswer;
    if (isAnswered && said !== undefined) sockets.send(occasion.connectionId, said);
  }

  async #leave(occasion: Omit<LiveOccasion, 'atMs'>): Promise<void> {
    if (this.#isClosing) return;
    await this.#settings.activity.during(() => this.#tell('$disconnect', occasion));
  }

  /** Undefined where nothing answers that route. */
  async #tell(
    routeKey: RouteKey,
    occasion: Omit<LiveOccasion, 'atMs'>,
    body?: string,
  ): Promise<InvocationResult | undefined> {
    const { live, invoke, now } = this.#settings;
    const route = live?.routes.find((one) => one.routeKey === routeKey);
    if (route === undefined) return undefined;
    return invoke(route.functionName, toLiveEvent(routeKey, { ...occasion, atMs: now() }, body));
  }
}

/** Without a route everybody is let in. */
function statusOf(result: InvocationResult | undefined): number {
  if (result === undefined) return 200;
  if (!result.ok) return 502;
  const status = Number((result.payload as { statusCode?: unknown } | null)?.statusCode);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : 502;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as Buffer).toString('utf8');
}

/** The gateway says no more than the status. */
function refuse(socket: Duplex, status: number): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Length: 0',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}
