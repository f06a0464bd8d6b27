import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { workAtRandom } from './stories/random-work.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

/** Half a minute by itself; much longer where others take the processor. */
const timeout = 400_000;

describe('a desk at work', () => {
  it('is after each of 500 random steps what its model is', { timeout }, async () => {
    await workAtRandom(journey, { steps: 500, seed: 1 });
  });
});
