import { Agent, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import type { RecordCall } from '../../contracts.ts';
import {
  type Answering,
  answerJson,
  type LoopbackServer,
  listenOnLoopback,
  readBody,
} from '../loopback-server.ts';
import { recorded } from '../recorded-calls.ts';
import { createDraws } from './seeded-draws.ts';

const writes: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);

export interface ConflictSettings {
  readonly target: string;
  readonly share: number;
  readonly seed: number;
  readonly recordCall?: RecordCall | undefined;
}

/** Answers a share of the writes as if another write of the same item were under way; those write nothing. */
export async function startConflictProxy({
  target,
  share,
  seed,
  recordCall,
}: ConflictSettings): Promise<LoopbackServer> {
  const draw = createDraws(seed);
  const agent = new Agent({ keepAlive: true });
  const answering: Answering = async (request, response) => {
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    if (writes.has(operation) && draw() < share) await answerConflict(operation, request, response);
    else await forward(request, response, { target, agent });
  };
  const server = await listenOnLoopback(recorded(answering, recordCall));
  return {
    url: server.url,
    close: async () => {
      await server.close();
      agent.destroy();
    },
  };
}

async function answerConflict(
  operation: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const conflict = operation === 'TransactWriteItems' ? toCancelled(body) : toSingleConflict();
  answerJson(response, { status: 400, body: conflict });
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

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { target, agent }: { target: string; agent: Agent },
): Promise<void> {
  return new Promise((resolve) => {
    const { method = 'POST', headers, url = '/' } = request;
    const onward = sendRequest(new URL(url, target), { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response).once('close', resolve);
    });
    onward.once('error', () => {
      response.destroy();
      resolve();
    });
    request.pipe(onward);
  });
}
