import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { workAtRandom } from './stories/random-work.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

describe('a desk at work', () => {
  it('is after each of 500 random steps what its model is', async () => {
    await workAtRandom(journey, { steps: 500, seed: 1 });
  });
});
