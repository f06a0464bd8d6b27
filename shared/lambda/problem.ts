import { type InputFault, Refusal, type RefusalCode } from '#shared/domain/refusal.ts';
import { Unavailable } from '#shared/runtime/unavailable.ts';
import { refusalStatus } from './refusal-status.ts';
import type { Reply } from './reply.ts';

/** The one code that is no refusal: something of ours broke, and the log knows what. */
export const faultCode = 'internal-error';

/** Something that we lean on is away for a moment; which, the log knows. */
export const unavailableCode = 'temporarily-unavailable';

/** RFC 9457, as every answer of ours that is not a success. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode | typeof faultCode | typeof unavailableCode;
  readonly requestId: string;
  readonly errors?: readonly InputFault[];
  readonly permission?: string;
  readonly id?: string;
}

interface Circumstances {
  readonly requestId: string;
  readonly publicUrl: string;
}

/** Codes are small sentences: `edited-by-someone-else` is titled "Edited by someone else". */
export function titleOf(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}

function saidOf(error: unknown): readonly [code: Problem['code'], status: number, detail: string] {
  if (error instanceof Refusal) return [error.code, refusalStatus[error.code], error.message];
  if (error instanceof Unavailable) {
    return [unavailableCode, 503, 'This cannot be answered at the moment. Try again.'];
  }
  return [faultCode, 500, 'Something went wrong here. The request id finds it in our log.'];
}

function toProblem(error: unknown, { requestId, publicUrl }: Circumstances): Problem {
  const [code, status, detail] = saidOf(error);
  const { errors, permission, id } = error instanceof Refusal ? error.details : {};
  return {
    type: `${publicUrl}/problems/${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    requestId,
    ...(errors && { errors }),
    ...(permission && { permission }),
    ...(id && { id }),
  };
}

/** What the protocol itself demands beside some statuses. */
function headersFor(error: unknown): Record<string, string> {
  if (error instanceof Unavailable) return retryAfter(error.retryAfterSeconds);
  if (!(error instanceof Refusal)) {
    return {};
  }
  if (error.code === 'unauthorized') {
    return { 'www-authenticate': 'Bearer realm="smista"' };
  }
  return error.code === 'too-many-requests' ? retryAfter(error.details.retryAfterSeconds ?? 1) : {};
}

const retryAfter = (seconds: number) => ({ 'retry-after': String(Math.max(1, Math.ceil(seconds))) });

export function problemReply(error: unknown, circumstances: Circumstances): Reply {
  const problem = toProblem(error, circumstances);
  return {
    statusCode: problem.status,
    headers: { ...headersFor(error), 'content-type': 'application/problem+json' },
    body: JSON.stringify(problem),
  };
}
