import { permissionSentences } from '#shared/domain/access/permission.ts';
import { liveMessages } from '#shared/domain/live/live-message.ts';
import type { AnswerShape } from '../answer.ts';
import type { AnyOperation } from '../operation.ts';
import type { Content, OpenApiDocument, OperationObject, Response } from './document.ts';
import { toParameters } from './parameters.ts';
import { problemResponses, problemSchemas, problemsOf } from './problems.ts';
import { SchemaBook } from './schema-book.ts';

const about = [
  'A help desk: customers write by mail, form or API; each message becomes a ticket of a department, reaches an agent, and is answered in time.',
  'Send an API key as `Authorization: Bearer <key>` or `apikey: <key>`. Instants are ISO 8601 in UTC; ids are opaque strings.',
  'Lists give `items` and `nextCursor`; ask again with `cursor`. Problems are `application/problem+json` with a stable `code`.',
].join('\n\n');

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a token of the configured issuer.' },
  apikey: { type: 'apiKey', in: 'header', name: 'apikey' },
};

/** Public operations that concern a ticket take its token as bearer, but no key of ours. */
const byKey = [{ bearer: [] }, { apikey: [] }];

/** `/v1/tickets/{ticketId}/assign` belongs to `tickets`. */
function tagOf({ tag, path }: AnyOperation): string {
  const nouns = path.split('/').filter((step) => step !== '' && step !== 'v1');
  return tag ?? nouns[0] ?? 'other';
}

function contentOf({ body, type, csv }: AnswerShape, book: SchemaBook): Content {
  if (body) {
    const table = csv ? { 'text/csv': { schema: { type: 'string' } } } : {};
    return { content: { 'application/json': { schema: book.write(body, 'output') }, ...table } };
  }
  return type === undefined ? {} : { content: { [type]: { schema: {} } } };
}

function toResponse(shape: AnswerShape, book: SchemaBook): Response {
  const headers = Object.entries(shape.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description: shape.description,
    ...contentOf(shape, book),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  };
}

function requestBody(operation: AnyOperation, book: SchemaBook): Pick<OperationObject, 'requestBody'> {
  const { body, accepts = body ? ['application/json'] : [] } = operation;
  if (accepts.length === 0) {
    return {};
  }
  const schema = body ? book.write(body, 'input') : {};
  const required = !body?.safeParse({}).success;
  return {
    requestBody: { required, content: Object.fromEntries(accepts.map((type) => [type, { schema }])) },
  };
}

function permissionLine({ permission }: AnyOperation): string | null {
  if (permission === null || permission === 'anyone') {
    return null;
  }
  return `Needs the permission \`${permission}\`: ${permissionSentences[permission]}`;
}

function toOperationObject(operation: AnyOperation, book: SchemaBook): OperationObject {
  const { name, summary, permission } = operation;
  const description = [operation.description, permissionLine(operation)].filter(Boolean).join('\n\n');
  const answers = Object.entries(operation.answers).map(([status, shape]) => [
    status,
    toResponse(shape, book),
  ]);
  return {
    operationId: name,
    summary,
    ...(description && { description }),
    tags: [tagOf(operation)],
    security: permission === null ? [] : byKey,
    parameters: toParameters(operation, book),
    ...requestBody(operation, book),
    responses: { ...problemsOf(operation), ...Object.fromEntries(answers) },
    ...(permission && { 'x-permission': permission }),
  };
}

function writeAnswers(operations: readonly AnyOperation[], book: SchemaBook): void {
  const shapes = operations.flatMap(({ answers }) => Object.values(answers));
  for (const { body } of shapes) {
    if (body) {
      book.write(body, 'output');
    }
  }
}

function toPaths(operations: readonly AnyOperation[], book: SchemaBook): OpenApiDocument['paths'] {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, served]) => [
    path,
    Object.fromEntries(served.map((each) => [each.method.toLowerCase(), toOperationObject(each, book)])),
  ]);
  return Object.fromEntries(paths);
}

const aboutLive =
  'Messages in JSON over a connection to the `url` of `POST /v1/live-tokens`. What agents send is answered with `ack` or `refused`; a notice may come twice, under the same `id`. Ping every five minutes, and come back before two hours are over with a new token and `&after=<id of the last notice>`.';

function liveObject(book: SchemaBook): OpenApiDocument['x-websocket'] {
  return {
    description: aboutLive,
    toAgents: liveMessages.toAgents.map((message) => book.write(message, 'output')),
    fromAgents: liveMessages.fromAgents.map((message) => book.write(message, 'input')),
  };
}

/** The OpenAPI 3.1 document of some operations. An empty `publicUrl` means the server that gave the document. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  { publicUrl, version }: { readonly publicUrl: string; readonly version: string },
): OpenApiDocument {
  const book = new SchemaBook();
  writeAnswers(operations, book);
  const paths = toPaths(operations, book);
  const live = liveObject(book);
  const tags = [...new Set(operations.map(tagOf))].map((name) => ({ name }));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Smista',
      version,
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl || '/' }],
    tags,
    paths,
    'x-websocket': live,
    components: {
      schemas: { ...book.components, ...problemSchemas },
      responses: problemResponses,
      securitySchemes,
    },
  };
}
