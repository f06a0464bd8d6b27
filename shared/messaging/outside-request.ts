import { lookup as lookUp } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '#shared/domain/webhook/public-address.ts';
import { webhookUrlFault } from '#shared/domain/webhook/webhook-url.ts';

export interface OutsideCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Calls an address that somebody else named. Throws `InnerAddress` for one that is not public, and for no answer. */
export type CallOutside = (call: OutsideCall) => Promise<OutsideAnswer>;

/** The address leads inside: whoever named it must not reach what we reach. */
export class InnerAddress extends Error {
  constructor() {
    super('the address leads inside');
    this.name = 'InnerAddress';
  }
}

const timeoutMs = 10_000;

const isPublic = ({ address }: { address: string }) => isPublicAddress(address);
const firstOfPublic = <Found extends { address: string }>(found: readonly Found[]): Found | undefined =>
  found.every(isPublic) ? found[0] : undefined;

/** Asks for a name's addresses as the connection is made, so that it leads to those that were looked at. */
export function publicLookup(resolve: typeof lookUp = lookUp): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const first = firstOfPublic(addresses);
      if (first === undefined) return callback(new InnerAddress(), '', 0);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** No redirect is followed, what is answered is not read, and all of it ends in time. */
export function openCallOutside(lookup: LookupFunction = publicLookup()): CallOutside {
  return async (call) => {
    if (webhookUrlFault(call.url) !== null) throw new InnerAddress();
    const captured = capturedFetch();
    return captured === undefined ? send(call, lookup) : sendCaptured(call, captured);
  };
}

function send({ url, method, headers, body }: OutsideCall, lookup: LookupFunction): Promise<OutsideAnswer> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((settle, fail) => {
    const sent = request(url, { method, headers, lookup, signal, agent: false }, (answer) => {
      settle({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] ?? null });
      answer.destroy();
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** On one machine nothing leaves it: the platform gives its workers a `fetch` that is answered there. */
function capturedFetch(): typeof fetch | undefined {
  return (globalThis as { [outside]?: typeof fetch })[outside];
}

const outside = Symbol.for('smista.outside');

async function sendCaptured({ url, ...call }: OutsideCall, captured: typeof fetch): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await captured(url, { ...call, redirect: 'manual', signal });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
}
