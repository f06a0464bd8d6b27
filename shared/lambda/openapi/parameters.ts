import type { AnyOperation } from '../operation.ts';
import type { Parameter } from './document.ts';
import type { JsonSchema, SchemaBook } from './schema-book.ts';

interface Fields {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

function fieldsOf(schema: JsonSchema): Fields {
  const { properties = {}, required = [] } = schema as Partial<Fields>;
  return { properties, required };
}

function describe(schema: JsonSchema): { schema: JsonSchema; description?: string } {
  const { description, ...rest } = schema;
  return typeof description === 'string' ? { schema: rest, description } : { schema: rest };
}

function pathParameters(operation: AnyOperation, book: SchemaBook): Parameter[] {
  const { properties } = fieldsOf(book.write(operation.params, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    ...describe(schema),
  }));
}

/** The types that a value has once it is read, so that a list by comma is written as a list. */
function queryParameters(operation: AnyOperation, book: SchemaBook): Parameter[] {
  const { properties: read } = fieldsOf(book.write(operation.query, 'output'));
  const { properties: sent, required } = fieldsOf(book.write(operation.query, 'input'));
  return Object.entries(read).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...describe(saysNothing(schema) ? (sent[name] ?? schema) : schema),
    ...(schema['type'] === 'array' && { style: 'form', explode: false }),
  }));
}

/** What a transformation makes of a text has no schema; the text has. */
const saysNothing = (schema: JsonSchema) => Object.keys(schema).every((key) => key === 'description');

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that you saw; 412 when the resource has changed since.',
  schema: { type: 'string', examples: ['"7"'] },
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Your own mark on this request. For 24 hours the same key and body give the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

export function isConditional({ method, permission }: AnyOperation): boolean {
  return permission !== null && ['PATCH', 'PUT', 'DELETE'].includes(method);
}

export function toParameters(operation: AnyOperation, book: SchemaBook): Parameter[] {
  return [
    ...pathParameters(operation, book),
    ...queryParameters(operation, book),
    ...(isConditional(operation) ? [ifMatch] : []),
    ...(operation.repeatable ? [idempotencyKey] : []),
  ];
}
