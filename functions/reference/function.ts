import { serve } from '#shared/lambda/serve.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { apiVersion } from './api-version.ts';
import { operations } from './operations.ts';
import type { ReferenceDesk } from './reference-desk.ts';

/** Takes whatever path no other function has, too: `serve` then says that there is nothing. */
export const handler = serve(operations, () => {
  const { publicUrl } = readEnvironment(['publicUrl']);
  const desk: ReferenceDesk = {
    document: async () => {
      const [{ allOperations }, { openApiDocument }] = await Promise.all([
        import('./all-operations.ts'),
        import('#shared/lambda/openapi/open-api-document.ts'),
      ]);
      return openApiDocument(allOperations, { publicUrl, version: apiVersion });
    },
  };
  return { desk, publicUrl };
});
