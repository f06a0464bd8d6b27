import type { FunctionDescription } from '#infra/function-description.ts';
import { functions } from '#infra/functions.ts';

/** Every real description, over small entries: what the infrastructure says does not depend on the code inside. */
export const sampleFunctions: readonly FunctionDescription[] = functions.map((description) => ({
  ...description,
  folder: description.name === 'api-tickets' ? 'test/infra/samples/greet' : 'test/infra/samples/react',
}));
