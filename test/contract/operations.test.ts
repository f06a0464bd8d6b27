import { glob } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allOperations } from '#functions/reference/all-operations.ts';
import { openApiDocument } from '#shared/lambda/openapi/open-api-document.ts';
import type { AnyOperation } from '#shared/lambda/operation.ts';

const files = await Array.fromAsync(glob('functions/**/operations.ts'));
const lists = await Promise.all(
  files.map(
    async (file): Promise<readonly AnyOperation[]> => (await import(pathToFileURL(file).href)).operations,
  ),
);
const declared = lists.flat();
const document = openApiDocument(declared, { publicUrl: '', version: '0' });

function label({ method, path }: AnyOperation): string {
  return `${method} ${path}`;
}

describe('the operations of all functions', () => {
  it('are all in the reference', () => {
    expect(allOperations.map(label).toSorted()).toEqual(declared.map(label).toSorted());
  });

  it('have names and addresses of their own', () => {
    expect(new Set(declared.map(({ name }) => name)).size).toBe(declared.length);
    expect(new Set(declared.map(label)).size).toBe(declared.length);
  });

  it.each(declared.map((each) => [label(each), each] as const))(
    '%s declares the parameters of its path',
    (_, each) => {
      const inPath = [...each.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = document.paths[each.path]?.[each.method.toLowerCase()]?.parameters ?? [];

      const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(described.toSorted()).toEqual(inPath.toSorted());
    },
  );

  it.each(declared.map((each) => [label(each), each] as const))(
    '%s is guarded as its path asks',
    (_, each) => {
      const isForAgents = each.path.startsWith('/v1/');

      expect(each.permission !== null).toBe(isForAgents);
    },
  );

  it.each(
    declared
      .filter(({ path, method }) => path.startsWith('/v1/') && method === 'POST')
      // A dry run has no effect that a repeat could have twice.
      .filter(({ path }) => !path.endsWith('/dry-run'))
      .map((each) => [label(each), each] as const),
  )('%s honours Idempotency-Key', (_, each) => {
    expect(each.repeatable).toBeDefined();
  });
});
