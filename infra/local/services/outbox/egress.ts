import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlatformClock } from '../../contracts.ts';
import { egressHeaders } from '../captured-fetch.ts';
import { readBody } from '../loopback-server.ts';
import type { KeptOutbox } from './kept-outbox.ts';
import { chooseUsualAnswer, type UsualAnswer } from './provider-answers.ts';

/** Keeps a request that would have left the machine, and answers in the provider's place. */
export function createEgress(outbox: KeptOutbox, clock: PlatformClock) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = String(request.headers[egressHeaders.method] ?? 'GET');
    const url = new URL(String(request.headers[egressHeaders.url]));
    const headers = parseHeaders(String(request.headers[egressHeaders.headers] ?? ''));
    const body = (await readBody(request)).toString('utf8');
    const told = outbox.takeAnswer([url.href]);
    const usual = chooseUsualAnswer({ method, url, body, nowMs: clock.now() });
    const answer: UsualAnswer = told
      ? { status: told.status, headers: told.headers ?? {}, body: told.body ?? '' }
      : usual;
    outbox.add({
      kind: 'http',
      ticketId: headers['x-smista-ticket'] ?? null,
      messageId: headers['x-smista-message'] ?? null,
      status: answer.status,
      request: { method, url: url.href, headers, body },
    });
    answerAsProvider(response, answer);
  };
}

/** Base64 of JSON: the sender's own headers must not mix with those of the way to here. */
function parseHeaders(encoded: string): Record<string, string> {
  return encoded === ''
    ? {}
    : (JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Record<string, string>);
}

function answerAsProvider(response: ServerResponse, { status, headers, body }: UsualAnswer): void {
  if (status === 0) {
    response.socket?.destroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' && !text.startsWith('{') ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}
