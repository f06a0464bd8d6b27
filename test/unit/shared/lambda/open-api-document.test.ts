import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { commaSeparated, pageOf, paging } from '#shared/lambda/list-query.ts';
import { openApiDocument } from '#shared/lambda/openapi/open-api-document.ts';
import { operation } from '#shared/lambda/operation.ts';
import { bulkThings, getThing, openThing, takeMail } from './things.ts';

const Part = z
  .strictObject({
    kind: z.string().default('small'),
    get parts() {
      return z.array(Part);
    },
  })
  .meta({ id: 'Part', description: 'A part of parts' });

const listParts = operation({
  method: 'GET',
  path: '/v1/parts',
  name: 'listParts',
  summary: 'List parts',
  permission: 'tickets.read',
  query: z.strictObject({ ...paging, kind: commaSeparated(z.enum(['big', 'small'])).optional() }),
  answers: { 200: { description: 'Parts', body: pageOf(Part) } },
  perform: async () => answer(200, { items: [], nextCursor: null }),
});

const putPart = operation({
  method: 'PUT',
  path: '/v1/parts/{partId}',
  name: 'putPart',
  summary: 'Put a part',
  permission: 'tickets.read',
  params: z.strictObject({ partId: z.string().meta({ description: 'Which' }) }),
  body: Part,
  answers: { 204: { description: 'Put', headers: { ETag: 'Its version' } } },
  perform: async () => answer(204),
});

const document = openApiDocument([listParts, putPart, getThing, openThing, takeMail, bulkThings], {
  publicUrl: 'https://desk.example',
  version: '1.2.3',
});

function at(path: string, method: string) {
  return document.paths[path]?.[method];
}

function parameter(name: string) {
  const all = [at('/v1/parts', 'get'), at('/v1/parts/{partId}', 'put'), at('/v1/things', 'post')];
  return all.flatMap((each) => each?.parameters ?? []).find((each) => each.name === name);
}

describe('openApiDocument', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));

    expect(result).toMatchObject({ valid: true });
  });

  it('names every operation with its permission', () => {
    expect(at('/v1/parts', 'get')).toMatchObject({
      operationId: 'listParts',
      tags: ['parts'],
      'x-permission': 'tickets.read',
      description: expect.stringContaining('tickets.read'),
      security: [{ bearer: [] }, { apikey: [] }],
    });
  });

  it('asks no key for public operations', () => {
    expect(at('/webhooks/raw/{sourceId}', 'post')).toMatchObject({
      security: [],
      requestBody: { content: { 'message/rfc822': {} } },
    });
  });

  it.each([
    [
      'limit',
      { in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 } },
    ],
    ['kind', { in: 'query', style: 'form', explode: false, schema: { type: 'array' } }],
    ['partId', { in: 'path', required: true, description: 'Which' }],
    ['If-Match', { in: 'header', required: false }],
    ['Idempotency-Key', { in: 'header', required: false }],
  ])('describes the parameter %s', (name, expected) => {
    expect(parameter(name)).toMatchObject(expected);
  });

  it('writes a schema with an id once, and once more where requests differ', () => {
    expect(document.components.schemas).toMatchObject({
      Part: {
        required: ['kind', 'parts'],
        properties: { parts: { items: { $ref: '#/components/schemas/Part' } } },
      },
      PartInput: {
        required: ['parts'],
        properties: { parts: { items: { $ref: '#/components/schemas/PartInput' } } },
      },
      Thing: { properties: { version: { type: 'integer' } } },
    });
  });

  it('names the problems of an operation', () => {
    expect(Object.keys(at('/v1/parts/{partId}', 'put')?.responses ?? {})).toEqual(
      expect.arrayContaining([
        '204',
        '400',
        '401',
        '403',
        '404',
        '412',
        '413',
        '415',
        '422',
        '429',
        'default',
      ]),
    );
  });
});
