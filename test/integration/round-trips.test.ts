import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '#infra/bundle.ts';
import { measureOperations, type OperationCosts } from '#test/load/measure/operation-costs.ts';
import { measuredPages } from '#test/load/pages/measured-pages.ts';

/** Other engines count units a little differently, so pages are compared with what our own says. */
const isOwnEngine = process.env['DYNAMODB_ENDPOINT'] === undefined;
let costs: OperationCosts;

beforeAll(async () => {
  costs = await measureOperations();
});

describe('what operations cost at the table', () => {
  it.each([
    'create a ticket',
    'create a ticket of a new customer',
    'reply',
    'get a ticket',
    'list the newest 50',
    'claim a ticket',
  ])('%s takes at most two round trips in sequence', (name) => {
    expect(costs[name]?.trips).toBeLessThanOrEqual(2);
  });

  it.runIf(isOwnEngine)('is what the documentation says', async () => {
    for (const [file, text] of Object.entries(measuredPages(costs))) {
      expect(await readFile(join(projectFolder, file), 'utf8'), `${file}: npm run docs`).toBe(text);
    }
  });
});
