import { serve } from '#shared/lambda/serve.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { operations } from './operations.ts';
import type { ReferenceDesk } from './reference-desk.ts';

/** Takes whatever path no other function has, too: `serve` then says that there is nothing. */
export const handler = serve(operations, () => {
  const { publicUrl } = readEnvironment(['publicUrl']);
  const desk: ReferenceDesk = {
    document: async () => {
      const { referenceDocument } = await import('./reference-document.ts');
      return { ...referenceDocument, servers: [{ url: publicUrl || '/' }] };
    },
  };
  return { desk, publicUrl };
});
