import type { GatewayAnswer } from './gateway/gateway-answer.ts';

export interface LocalRefusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export class RefusedLocally extends Error {
  override readonly name = 'RefusedLocally';
  readonly refusal: LocalRefusal;

  constructor(refusal: LocalRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  500: 'Internal Server Error',
};

export function toProblem({ status, code, detail, errors }: LocalRefusal): GatewayAnswer {
  const problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail,
    code,
    ...(errors && { errors }),
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json' },
    body: Buffer.from(JSON.stringify(problem)),
  };
}
