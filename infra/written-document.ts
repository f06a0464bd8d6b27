import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import type { OpenApiDocument } from '#shared/lambda/openapi/document.ts';

interface Written {
  readonly referenceDocument: OpenApiDocument;
}

/** Writes the reference when it is bundled: in a function it would take the first reader a second, and every schema. */
export const writtenDocument: Plugin = {
  name: 'written-document',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/]reference[\\/]reference-document\.ts$/ }, async ({ path }) => {
      const { referenceDocument } = (await import(pathToFileURL(path).href)) as Written;
      const text = JSON.stringify(JSON.stringify(referenceDocument));
      return { contents: `export const referenceDocument = JSON.parse(${text});` };
    });
  },
};
