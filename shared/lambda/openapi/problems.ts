import { refusalCodes } from '#shared/domain/refusal.ts';
import type { AnyOperation } from '../operation.ts';
import { faultCode, unavailableCode } from '../problem.ts';
import type { Reference, Response } from './document.ts';
import { isConditional } from './parameters.ts';
import type { JsonSchema } from './schema-book.ts';

const text = { type: 'string' };

export const problemSchemas: Readonly<Record<string, JsonSchema>> = {
  InputFault: {
    type: 'object',
    description: 'One fault of an input.',
    properties: {
      path: { ...text, description: 'Dotted, `$` for the whole body.', examples: ['customer.email'] },
      message: text,
    },
    required: ['path', 'message'],
  },
  Problem: {
    type: 'object',
    description: 'Every answer that is not a success (RFC 9457).',
    properties: {
      type: { type: 'string', format: 'uri-reference' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: {
        type: 'string',
        enum: [...refusalCodes, faultCode, unavailableCode],
        description: 'Stable: never renamed.',
      },
      requestId: text,
      errors: { type: 'array', items: { $ref: '#/components/schemas/InputFault' } },
      permission: { ...text, description: 'With `forbidden`: what is missing.' },
      id: { ...text, description: 'With `already-done`: what was done.' },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  },
};

const sentences: Readonly<Record<string, string>> = {
  400: 'Invalid: `errors` names every fault.',
  401: 'Who are you?',
  403: 'Not allowed: `permission` names what is missing.',
  404: 'Not here, or not for you.',
  409: 'In conflict with what is already there.',
  412: 'Changed since you saw it.',
  413: 'Too large.',
  415: 'Not a media type of this operation.',
  422: 'Refused by a rule.',
  429: 'Too many requests; see `Retry-After`.',
  503: 'Not at the moment; see `Retry-After`.',
  default: 'Any other problem.',
};

export const problemResponses: Readonly<Record<string, Response>> = Object.fromEntries(
  Object.entries(sentences).map(([status, description]) => [
    `Problem${status}`,
    {
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

/** The statuses of problems that an operation may answer, by what it declares. */
export function problemsOf(operation: AnyOperation): Record<string, Reference> {
  const isGuarded = operation.permission !== null;
  const takesBody = operation.body !== null || operation.accepts !== undefined;
  const statuses = [
    '400',
    ...(isGuarded ? ['401', '403'] : []),
    ...(operation.path.includes('{') ? ['404'] : []),
    ...(operation.method === 'GET' ? [] : ['409', '422']),
    ...(isConditional(operation) ? ['412'] : []),
    ...(takesBody ? ['413', '415'] : []),
    '429',
    ...(isGuarded ? ['503'] : []),
    'default',
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}
