import type { FunctionDescription } from '#infra/function-description.ts';
import { functions } from '#infra/functions.ts';

const folderOf = ({ name, trigger }: FunctionDescription): string => {
  if (name === 'api-tickets') return 'test/infra/samples/greet';
  return trigger.on === 'http' ? 'test/infra/samples/answer' : 'test/infra/samples/react';
};

/** Every real description over a small entry: what the infrastructure says does not depend on the code inside. */
export const sampleFunctions: readonly FunctionDescription[] = functions.map((description) => ({
  ...description,
  folder: folderOf(description),
}));
