import { describe, it } from 'vitest';
import { raceForTickets } from '#test/journeys/stories/claim-race.ts';
import { startJourney } from '#test/support/journey.ts';

describe('To solve', () => {
  it('gives each of 500 tickets to one of 50 agents who ask 1,000 times at once', async () => {
    const journey = await startJourney({ workersPerFunction: 4 });
    try {
      await raceForTickets(journey, { agents: 50, tickets: 500, requests: 1_000 });
    } finally {
      await journey.close();
    }
  });
});
