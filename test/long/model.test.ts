import { describe, it } from 'vitest';
import { workAtRandom } from '#test/journeys/stories/random-work.ts';
import { startJourney } from '#test/support/journey.ts';

/** Some fifty minutes where nothing else runs. */
const timeout = 4 * 3_600_000;

describe('a desk at work', () => {
  it('is after each of 20,000 random steps what its model is', { timeout }, async () => {
    const seed = Number(process.env['SMISTA_SEED'] ?? Math.floor(Math.random() * 1_000_000));
    const journey = await startJourney();
    try {
      await workAtRandom(journey, { steps: 20_000, seed });
    } finally {
      await journey.close();
    }
  });
});
