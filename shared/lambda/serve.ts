import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { RateLimits } from '#shared/domain/access/rate-limit.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { neighbourhoodOf } from '#shared/runtime/networks.ts';
import { type Authenticate, admit } from './admission.ts';
import type { Request } from './call.ts';
import { type Connect, connectOnce } from './connect-once.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { type Exchange, manners, openExchange, problems } from './exchange.ts';
import { trace, withTraces } from './logger.ts';
import type { AnyOperation, Operation } from './operation.ts';
import { readRequest, readToken } from './read-request.ts';
import { type Reply, replyWith } from './reply.ts';
import { RequestMeter } from './request-meter.ts';
import { type Match, pathParamsOf, routeTable } from './route-table.ts';

/** What a function is joined to once per instance: its desk (the ports that its operations ask for) and the door. */
export interface Connection<Desk> {
  readonly desk: Desk;
  /** Left out where every operation is public. */
  readonly authenticate?: Authenticate;
  /** Origins whose pages may read the answers; an operation's own `cors` goes before. */
  readonly allowedOrigins?: readonly string[];
  /** How often one key and one address may ask; left out: as often as they like. */
  readonly limits?: RateLimits;
  /** Where this system is reached: problem types are addresses under it. */
  readonly publicUrl?: string;
}

export type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Reply>;

function methodsOf(operations: readonly AnyOperation[]): string[] {
  const methods = operations.map(({ method }) => method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

function chooseOperation<Served extends AnyOperation>(
  match: Match<Served>,
  method: string,
): Served | undefined {
  return match.operations.find((operation) => operation.method === (method === 'HEAD' ? 'GET' : method));
}

/** A hook that refuses (no such source) allows no origin; the operation itself will say why. */
async function originsOf<Desk>(
  match: Match<Operation<Desk>> | null,
  origin: string,
  { desk, allowedOrigins = [] }: Connection<Desk>,
): Promise<readonly string[]> {
  const owner = match?.operations.find(({ cors }) => cors);
  try {
    const params = match && owner ? pathParamsOf(owner, match.segments) : {};
    return owner?.cors ? await owner.cors({ origin, params }, desk) : allowedOrigins;
  } catch (error) {
    if (error instanceof Refusal) {
      return [];
    }
    throw error;
  }
}

/** Answers one request of a function's operations; refusals leave as exceptions. */
class Reception<Desk> {
  readonly #find: (path: string) => Match<Operation<Desk>> | null;
  readonly #connected: () => Promise<Connection<Desk>>;

  constructor(operations: readonly Operation<Desk>[], connect: Connect<Connection<Desk>>) {
    this.#find = routeTable(operations);
    this.#connected = connectOnce(connect);
  }

  async answer(exchange: Exchange): Promise<Reply> {
    const connection = await this.#connected();
    exchange.publicUrl = connection.publicUrl ?? '';
    const request = readRequest(exchange.event);
    const match = this.#find(request.path);
    const origin = request.headers.get('origin');
    if (origin !== undefined) {
      exchange.headers = corsHeaders(origin, await originsOf(match, origin, connection));
    }
    if (match === null) {
      throw new Refusal('not-found', 'There is nothing at this path');
    }
    return this.#answerAt(match, request, exchange);
  }

  async #answerAt(match: Match<Operation<Desk>>, request: Request, exchange: Exchange): Promise<Reply> {
    const methods = methodsOf(match.operations);
    if (request.method === 'OPTIONS') {
      return { statusCode: 204, headers: preflightHeaders(methods), body: '' };
    }
    const operation = chooseOperation(match, request.method);
    if (operation === undefined) {
      exchange.headers = { ...exchange.headers, allow: methods.join(', ') };
      throw new Refusal('method-not-allowed', `This path answers ${methods.join(', ')}`);
    }
    return this.#serve(operation, request, pathParamsOf(operation, match.segments));
  }

  async #serve(operation: Operation<Desk>, request: Request, pathParams: Record<string, string>) {
    trace({ operation: operation.name });
    const { desk, authenticate, limits } = await this.#connected();
    const meter = new RequestMeter(limits);
    // Whoever has one IPv6 address has all those of its network.
    meter.count({ kind: 'address', id: neighbourhoodOf(request.sourceIp) });
    const known = { ...request, token: readToken(request.headers) };
    const principal = await admit(operation, known, authenticate);
    if (principal !== null) meter.count({ kind: 'key', id: principal.keyId });
    const [answer] = await Promise.all([
      operation.answer({ ...known, principal, pathParams }, desk),
      meter.leased(),
    ]);
    return replyWith(answer, operation.answers[answer.status]);
  }
}

/**
 * A function's handler for the HTTP API (payload format 2): the one place through which every route goes.
 * Connects at the first request of an instance.
 */
export function serve<Desk>(
  operations: readonly Operation<Desk>[],
  connect: Connect<Connection<Desk>>,
): HttpHandler {
  const reception = new Reception(operations, connect);
  const chain = middy<Exchange, Reply>((exchange: Exchange) => reception.answer(exchange), {
    timeoutEarlyInMillis: 50,
  })
    .use(manners)
    .use(problems);
  return (event, context) => {
    const exchange = openExchange(event);
    return withTraces({ requestId: exchange.requestId }, () => chain(exchange, context));
  };
}
