import { type LookupAddress, lookup as lookUp } from 'node:dns';
import type { IncomingMessage } from 'node:http';
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
  /** How its body begins. */
  readonly excerpt: string;
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
/** Of an answer: enough to see what is wrong, and no more is read. */
const excerptBytes = 500;

const isPublic = ({ address }: { address: string }) => isPublicAddress(address);

/** All of them, or none: a name that leads inside as well is not to be trusted. */
const publicOf = (error: Error | null, found: readonly LookupAddress[]): readonly LookupAddress[] =>
  error === null && found.every(isPublic) ? found : [];

/** Asks for a name's addresses as the connection is made, so that it leads to those that were looked at. */
export function publicLookup(resolve: typeof lookUp = lookUp): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first, ...others] = publicOf(error, found);
      if (first === undefined) return callback(error ?? new InnerAddress(), '', 0);
      if (options.all === true) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
  };
}

type Request = typeof requestHttps;

/** No redirect is followed, of what is answered only the beginning is read, and all of it ends in time. */
export function openCallOutside(
  lookup: LookupFunction = publicLookup(),
  request: Request = requestHttps,
): CallOutside {
  return async (call) => {
    if (webhookUrlFault(call.url) !== null) throw new InnerAddress();
    const captured = capturedFetch();
    return captured === undefined ? send(call, { lookup, request }) : sendCaptured(call, captured);
  };
}

function send(
  { url, method, headers, body }: OutsideCall,
  { lookup, request }: { lookup: LookupFunction; request: Request },
): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const length = String(Buffer.byteLength(body));
  return new Promise((settle, fail) => {
    const asked = { method, headers: { ...headers, 'content-length': length }, lookup, signal, agent: false };
    const sent = request(url, asked, async (answer) => {
      const { statusCode: status = 0, headers: said } = answer;
      // Who answers and then says nothing has answered.
      const excerpt = await readExcerpt(answer).catch(() => '');
      settle({ status, retryAfter: said['retry-after'] ?? null, excerpt });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** Leaving the loop early ends the connection. */
async function readExcerpt(body: IncomingMessage | ReadableStream<Uint8Array> | null): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    parts.push(part as Uint8Array);
    bytes += (part as Uint8Array).length;
    if (bytes >= excerptBytes) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, excerptBytes));
}

/** On one machine nothing leaves it: the platform gives its workers a `fetch` that is answered there. */
function capturedFetch(): typeof fetch | undefined {
  return (globalThis as { [outside]?: typeof fetch })[outside];
}

const outside = Symbol.for('smista.outside');

async function sendCaptured({ url, ...call }: OutsideCall, captured: typeof fetch): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const answer = await captured(url, { ...call, redirect: 'manual', signal });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    excerpt: await readExcerpt(answer.body),
  };
}
