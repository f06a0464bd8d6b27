import type { IncomingMessage } from 'node:http';
import { type Answering, answerJson, readBody } from '../services/loopback-server.ts';
import type { LiveSockets } from './live-sockets.ts';

const largestBytes = 128 * 1024;

/** `/<api>/<stage>/@connections/<id>`. */
export const connectionIn = (url: string | undefined): string | undefined =>
  /\/@connections\/([^/?]+)$/.exec(url ?? '')?.[1];

interface Told {
  readonly status: number;
  readonly body: object;
}

const refused = (status: number, name: string): Told => ({ status, body: { __type: name, message: name } });
const gone = refused(410, 'GoneException');
const done: Told = { status: 200, body: {} };

/** How functions reach connections: as the management API of the gateway does it. */
export function createConnectionsProtocol(sockets: LiveSockets): Answering {
  return async (request, response) => {
    const id = decodeURIComponent(connectionIn(request.url) ?? '');
    const { status, body } = await answerOf(request, id, sockets);
    const type = status === 200 ? {} : { 'x-amzn-errortype': (body as { __type?: string }).__type ?? '' };
    answerJson(response, { status, body, headers: { 'content-type': 'application/json', ...type } });
  };
}

async function answerOf(request: IncomingMessage, id: string, sockets: LiveSockets): Promise<Told> {
  if (request.method === 'POST') return post(await readBody(request), id, sockets);
  if (request.method === 'DELETE') return sockets.end(id) ? done : gone;
  const known = sockets.find(id);
  if (known === undefined) return gone;
  const { connectedAtMs, lastActiveAtMs, sourceIp, userAgent } = known;
  return {
    status: 200,
    body: {
      connectedAt: new Date(connectedAtMs).toISOString(),
      lastActiveAt: new Date(lastActiveAtMs).toISOString(),
      identity: { sourceIp, userAgent },
    },
  };
}

function post(data: Buffer, id: string, sockets: LiveSockets): Told {
  if (data.length > largestBytes) return refused(413, 'PayloadTooLargeException');
  return sockets.send(id, data.toString('utf8')) ? done : gone;
}
