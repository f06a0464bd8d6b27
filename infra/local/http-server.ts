import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headerLimitBytes } from './gateway/gateway.ts';
import { gatewayRefusal, send } from './gateway/gateway-answer.ts';

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** Requests under way at the end get this long. */
const lastPatienceMs = 2000;

type Answer = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens on loopback from the start, so that a taken port is known before anything else runs; answers once it is told how. */
export class HttpServer {
  readonly #server: Server;
  #answer: Answer = async (_, response) => send(response, gatewayRefusal(503, 'Service Unavailable'));

  constructor() {
    this.#server = createServer(
      { maxHeaderSize: headerLimitBytes, keepAliveTimeout: 60_000 },
      (message, response) => {
        this.#answer(message, response).catch(() =>
          send(response, gatewayRefusal(500, 'Internal Server Error')),
        );
      },
    );
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => reject(portFault(port, cause)));
      this.#server.listen(port, '127.0.0.1', 1024, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  answerWith(answer: Answer): void {
    this.#answer = answer;
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
