import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { RecordCall } from '../../contracts.ts';
import type { LoopbackServer } from '../loopback-server.ts';
import { tellOf } from '../recorded-calls.ts';
import { createDraws } from './seeded-draws.ts';
import { type WireRequest, WireRequests } from './wire-request.ts';

const writes: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);

export interface ConflictSettings {
  readonly target: string;
  readonly share: number;
  readonly seed: number;
  readonly recordCall?: RecordCall | undefined;
}

/** What is answered here; null goes on to the engine. */
type AnswerHere = (request: WireRequest) => Buffer | null;

/**
 * Answers a share of the writes as if another write of the same item were under way; those write nothing. Everything
 * else passes as it came, byte for byte: every call of every function goes this way.
 */
export async function startConflictProxy(settings: ConflictSettings): Promise<LoopbackServer> {
  const answerHere = createAnswerHere(settings);
  const clients = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    joinToEngine(client, settings.target, answerHere);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.destroy();
      }),
  };
}

function createAnswerHere({ share, seed, recordCall }: ConflictSettings): AnswerHere {
  const draw = createDraws(seed);
  return (request) => {
    if (recordCall !== undefined) tellOf(request, request.body, recordCall);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    return writes.has(operation) && draw() < share ? toConflict(operation, request.body) : null;
  };
}

/** The SDK asks one thing after the other on a connection, so that answers need no order of their own. */
function joinToEngine(client: Socket, target: string, answerHere: AnswerHere): void {
  const { hostname, port } = new URL(target);
  const engine = connect({ host: hostname, port: Number(port || 80), noDelay: true });
  const requests = new WireRequests();
  client.on('data', (bytes: Buffer) => {
    for (const request of requests.take(bytes)) {
      const answer = answerHere(request);
      if (answer === null) engine.write(request.bytes);
      else client.write(answer);
    }
  });
  engine.pipe(client);
  // An end that breaks off closes, too; who asked sees that and asks again.
  for (const socket of [client, engine]) socket.on('error', () => socket.destroy());
  client.once('close', () => engine.destroy());
  engine.once('close', () => client.destroy());
}

function toConflict(operation: string, body: Buffer): Buffer {
  const text = JSON.stringify(operation === 'TransactWriteItems' ? toCancelled(body) : toSingleConflict());
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/x-amz-json-1.0'];
  const length = `content-length: ${Buffer.byteLength(text)}`;
  return Buffer.from([...head, length, '', text].join('\r\n'));
}

const namespace = 'com.amazonaws.dynamodb.v20120810';
const reason = 'Transaction is ongoing for the item';

function toSingleConflict() {
  return { __type: `${namespace}#TransactionConflictException`, message: reason };
}

function toCancelled(body: Buffer) {
  const { TransactItems = [] } = JSON.parse(body.toString('utf8')) as { TransactItems?: unknown[] };
  const reasons = TransactItems.map((_, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: reason } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return {
    __type: `${namespace}#TransactionCanceledException`,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  };
}
