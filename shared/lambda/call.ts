import type { Principal } from '#shared/domain/access/principal.ts';
import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';

/** One request, read once: names of headers in lower case, the body as bytes. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: Uint8Array;
  readonly requestId: string;
  readonly sourceIp: string;
}

/** The client's own mark on a POST that writes. `bodyHash` is over the method, the path and the canonical body. */
export interface Idempotency {
  readonly key: string;
  readonly bodyHash: string;
}

/**
 * Makes the record that an effect's transaction saves, so that a repeat is answered alike; undefined when the client
 * sent no idempotency key. An answer with a `resourceId` is a secret and not kept: its repeat is told only which resource
 * it made. A repeat has the same `headers`, such as where to look.
 */
export type Keep = (status: number, body: unknown, more?: KeptMore) => KeptAnswer | undefined;

export interface KeptMore {
  readonly resourceId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every operation is given, whoever calls. */
export interface CallFacts {
  readonly headers: ReadonlyMap<string, string>;
  /** The path and query as the client sent them, for signatures over the address. */
  readonly url: string;
  readonly raw: Uint8Array;
  readonly mediaType: string | null;
  readonly token: string | null;
  readonly origin: string | null;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly ifMatch: number | null;
  readonly idempotency: Idempotency | null;
  readonly keep: Keep;
}

export interface Call<Who, Params, Query, Body> extends CallFacts {
  readonly principal: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** A request that found its operation and was let in. */
export interface AdmittedRequest extends Request {
  readonly principal: Principal | null;
  readonly token: string | null;
  readonly pathParams: Readonly<Record<string, string>>;
}
