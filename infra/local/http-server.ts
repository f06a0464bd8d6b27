import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { headerLimitBytes } from './gateway/gateway.ts';
import { gatewayRefusal, send } from './gateway/gateway-answer.ts';

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** Requests under way at the end get this long. */
const lastPatienceMs = 2000;

type Answer = (message: IncomingMessage, response: ServerResponse) => Promise<void>;
type Upgrade = (message: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

const isWebSocket = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket';

/** Listens on loopback from the start, so that a taken port is known before anything else runs; answers once it is told how. */
export class HttpServer {
  readonly #server: Server;
  #answer: Answer = async (_, response) => send(response, gatewayRefusal(503, 'Service Unavailable'));

  #upgrade: Upgrade = async (_, socket) => void socket.destroy();

  constructor() {
    this.#server = createServer(
      { maxHeaderSize: headerLimitBytes, keepAliveTimeout: 60_000, shouldUpgradeCallback: isWebSocket },
      (message, response) => {
        this.#answer(message, response).catch(() =>
          send(response, gatewayRefusal(500, 'Internal Server Error')),
        );
      },
    );
    this.#server.on('upgrade', (message, socket, head) => {
      this.#upgrade(message, socket, head).catch(() => socket.destroy());
    });
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => reject(portFault(port, cause)));
      this.#server.listen(port, '127.0.0.1', 1024, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  answerWith(answer: Answer, upgrade: Upgrade): void {
    this.#answer = answer;
    this.#upgrade = upgrade;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => {
      const patience = setTimeout(() => this.#server.closeAllConnections(), lastPatienceMs);
      this.#server.close(() => {
        clearTimeout(patience);
        resolve();
      });
      this.#server.closeIdleConnections();
    });
  }
}

export function portFault(port: number, cause: Error & { code?: string }): Error {
  if (cause.code === 'EADDRINUSE')
    return new PortTaken(`Port ${port} of 127.0.0.1 is already in use.`, { cause });
  if (cause.code === 'EACCES')
    return new PortTaken(`Port ${port} of 127.0.0.1 may not be opened.`, { cause });
  return cause;
}
