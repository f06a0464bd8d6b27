import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Refusal } from '#shared/domain/refusal.ts';
import { logFault } from './logger.ts';
import { problemReply } from './problem.ts';
import type { Reply } from './reply.ts';

/** One request on its way through: what the wrappers learn that every answer needs, refusals and faults too. */
export interface Exchange {
  readonly event: APIGatewayProxyEventV2;
  readonly requestId: string;
  publicUrl: string;
  headers: Readonly<Record<string, string>>;
}

type ExchangeMiddleware = MiddlewareObj<Exchange, Reply>;

/** Nothing that we answer is to be guessed at, framed or kept by anyone in between. */
const standing = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

export function openExchange(event: APIGatewayProxyEventV2): Exchange {
  return { event, requestId: event.requestContext.requestId, publicUrl: '', headers: {} };
}

function withManners(exchange: Exchange, reply: Reply): Reply {
  const headers = { ...standing, 'x-request-id': exchange.requestId, ...exchange.headers, ...reply.headers };
  const isHead = exchange.event.requestContext.http.method === 'HEAD';
  return { ...reply, headers, body: isHead ? '' : reply.body };
}

/** Headers for every reply, also for problems. */
export const manners: ExchangeMiddleware = {
  after: (run) => {
    run.response = withManners(run.event, run.response as Reply);
  },
  onError: (run) => {
    run.response = withManners(run.event, run.response as Reply);
  },
};

/** Refusals and faults become problem documents; a fault is logged here, once. */
export const problems: ExchangeMiddleware = {
  onError: (run) => {
    if (!(run.error instanceof Refusal)) {
      logFault('A request failed', run.error);
    }
    run.response = problemReply(run.error, run.event);
  },
};
