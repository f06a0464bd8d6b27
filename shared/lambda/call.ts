import type { Principal } from '#shared/domain/access/principal.ts';

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
