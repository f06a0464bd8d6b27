import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { allOperations } from '#functions/reference/all-operations.ts';
import { apiVersion } from '#functions/reference/api-version.ts';
import { bundle } from '#infra/bundle.ts';
import { openApiDocument } from '#shared/lambda/openapi/open-api-document.ts';
import type { HttpHandler } from '#shared/lambda/serve.ts';
import { httpEvent, lambdaContext } from '#test/unit/shared/lambda/http-event.ts';

const publicUrl = 'https://desk.example';
vi.stubEnv('PUBLIC_URL', publicUrl);

let folder = '';
beforeAll(async () => {
  const outputFolder = await mkdtemp(join(tmpdir(), 'smista-reference-'));
  const reference = { name: 'reference', folder: 'functions/reference' };
  folder = (await bundle({ functions: [reference], outputFolder })).get('reference') ?? '';
});

describe('the bundle of the reference', () => {
  it('serves the document that all operations give', async () => {
    const file = pathToFileURL(join(folder, 'function.mjs')).href;
    const { handler } = (await import(file)) as { handler: HttpHandler };

    const reply = await handler(httpEvent('GET /openapi.json'), lambdaContext);

    const generated = openApiDocument(allOperations, { publicUrl, version: apiVersion });
    expect(reply.body).toBe(JSON.stringify(generated));
  });

  it('has nothing in it that writes the document', async () => {
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );

    expect(texts.some((text) => text.includes('operationId'))).toBe(true);
    expect(texts.filter((text) => text.includes('SchemaBook'))).toEqual([]);
  });
});
