import * as z from 'zod';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { Answer, AnswerOf, Answers } from './answer.ts';
import type { AdmittedRequest, Call, Keep } from './call.ts';
import { answerOnce } from './once.ts';
import { readCall } from './read-call.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a hook for `Access-Control-Allow-Origin` knows: also a preflight reaches it. */
export interface OriginCall {
  readonly origin: string;
  readonly params: Readonly<Record<string, string>>;
}

interface Declaration<Desk> {
  readonly method: Method;
  readonly path: `/${string}`;
  /** The operation's id in the OpenAPI document. */
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  /** Without it the first noun of the path. */
  readonly tag?: string;
  /** Media types of the request's body: JSON alone unless told. */
  readonly accepts?: readonly string[];
  /**
   * POSTs that write honour Idempotency-Key: their effect's transaction saves what `call.keep` makes, and the desk has
   * `answers` and `now`. A secret answer is not kept.
   */
  readonly repeatable?: 'kept' | 'secret';
  /** Which origins may read the answers; without it the environment's. */
  readonly cors?: (call: OriginCall, desk: Desk) => Promise<readonly string[]>;
}

interface Schemas<Params, Query, Body, Declared> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answers: Declared;
}

type Perform<Who, Params, Query, Body, Declared extends Answers, Desk> = (
  call: Call<Who, z.output<Params>, z.output<Query>, z.output<Body>>,
  desk: Desk,
) => Promise<AnswerOf<Declared>>;

type Needed = Permission | 'anyone';

/**
 * For agents: what they need is named, or `anyone` who is signed in. For customers, providers and readers of the
 * reference: `public`, and the operation itself looks at `token` where it must.
 */
type Admission<Guard> = Guard extends Needed
  ? { readonly permission: Guard; readonly access?: never }
  : { readonly permission?: never; readonly access: 'public' };

interface Guarded<Guard> {
  readonly permission?: Guard;
}

type Caller<Guard> = Guard extends Needed ? Principal : null;

/** A declared route: what infrastructure, validation and the OpenAPI document are all made from. */
export interface Operation<Desk> extends Declaration<Desk> {
  readonly permission: Permission | 'anyone' | null;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly answers: Answers;
  readonly answer: (request: AdmittedRequest, desk: Desk) => Promise<Answer>;
}

/** Any operation, whatever it depends on: to read declarations, never to call. */
export type AnyOperation = Operation<never>;

/** Paths and queries without a schema have no fields. */
const nothing = z.strictObject({});

interface Definition extends Declaration<never>, Guarded<Needed> {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answers: Answers;
  readonly perform: (call: never, desk: never) => Promise<Answer>;
}

/** Declares a route. Without a permission, or public access, it does not compile. */
export function operation<
  Desk,
  Declared extends Answers,
  Params extends z.ZodType = z.ZodObject,
  Query extends z.ZodType = z.ZodObject,
  Body extends z.ZodType = z.ZodNull,
  Guard extends Needed | undefined = undefined,
>(
  definition: Declaration<Desk> &
    Guarded<Guard> &
    Schemas<Params, Query, Body, Declared> & {
      readonly perform: Perform<Caller<Guard>, Params, Query, Body, Declared, Desk>;
    } & Admission<Guard>,
): Operation<Desk>;
export function operation(definition: Definition): AnyOperation {
  const {
    permission = null,
    params = nothing,
    query = nothing,
    body = null,
    perform,
    ...declared
  } = definition;
  const schemas = { params, query, body };
  return {
    ...declared,
    permission,
    ...schemas,
    answer: (request, desk) => {
      const call = readCall({ ...declared, ...schemas }, request);
      const answered = (keep: Keep) => perform({ ...call, keep } as never, desk);
      return declared.repeatable === undefined ? answered(call.keep) : answerOnce(call, desk, answered);
    },
  };
}
