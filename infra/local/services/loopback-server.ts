import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  readonly url: string;
  close(): Promise<void>;
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export async function listenOnLoopback(answer: Answering): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    void answerSafely(answer, request, response);
  });
  // Clients keep their connections; a server that drops idle ones races with their next request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerSafely(
  answer: Answering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await answer(request, response);
  } catch (fault) {
    answerFault(fault, response);
  }
}

function answerFault(fault: unknown, response: ServerResponse): void {
  if (response.destroyed || response.socket?.destroyed) return;
  console.error(fault);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  answerJson(response, { status: 500, body: { __type: 'InternalFailure', message: String(fault) } });
}

export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answerJson(response: ServerResponse, { status, body, headers }: JsonAnswer): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    ...headers,
    'content-length': text.length,
  });
  response.end(text);
}
