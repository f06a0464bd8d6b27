import type * as z from 'zod';
import { type InputFault, Refusal } from '#shared/domain/refusal.ts';
import type { AdmittedRequest, Call } from './call.ts';
import { findHostileText } from './hostile-text.ts';
import { toInputFaults } from './input-faults.ts';
import { readIdempotency, readIfMatch } from './preconditions.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

interface Accepted {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly accepts?: readonly string[];
  readonly repeatable?: 'kept' | 'secret';
}

class Inputs {
  readonly faults: InputFault[] = [];

  read(schema: z.ZodType, value: unknown): unknown {
    const hostile = findHostileText(value);
    if (hostile.length > 0) {
      this.faults.push(...hostile);
      return null;
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      this.faults.push(...toInputFaults(parsed.error.issues));
    }
    return parsed.data;
  }
}

/** Everything that the client sent, parsed once; all faults of path, query and body are told together. */
export function readCall(
  accepted: Accepted,
  request: AdmittedRequest,
): Call<unknown, unknown, unknown, unknown> {
  const content = readBody(accepted, request);
  const inputs = new Inputs();
  const params = inputs.read(accepted.params, request.pathParams);
  const query = inputs.read(accepted.query, readQuery(request.rawQuery));
  const body = accepted.body === null ? null : inputs.read(accepted.body, content.value);
  if (inputs.faults.length > 0) {
    throw new Refusal('invalid', 'The request has faults', { errors: inputs.faults });
  }
  return {
    principal: request.principal,
    params,
    query,
    body,
    headers: request.headers,
    url: request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`,
    raw: request.raw,
    mediaType: content.mediaType,
    token: request.token,
    origin: request.headers.get('origin') ?? null,
    requestId: request.requestId,
    sourceIp: request.sourceIp,
    ifMatch: readIfMatch(request.headers),
    idempotency: accepted.repeatable ? readIdempotency(request, content) : null,
    keep: () => undefined,
  };
}
