import fc from 'fast-check';
import { expect } from 'vitest';
import type { Journey } from '#test/support/journey.ts';
import { agreeOn, agreeOnMessages } from '#test/support/model/agreement.ts';
import { openDesk } from '#test/support/model/desk-world.ts';
import type { Step } from '#test/support/model/step.ts';
import { anyStep } from '#test/support/model/steps.ts';

interface Work {
  readonly steps: number;
  readonly seed: number;
}

const mostStepsOfRun = 100;

/**
 * Agents and customers do what they may and what they may not, step by step on a desk and on its model, until so many
 * steps are done; each run is a desk of its own. What fails is told as the shortest list of steps that fails.
 */
export async function workAtRandom(journey: Journey, { steps, seed }: Work): Promise<void> {
  let done = 0;
  let run = 0;
  const property = fc.asyncProperty(
    fc.commands(anyStep, { maxCommands: mostStepsOfRun, size: 'max' }),
    async (commands) => {
      run += 1;
      const { world, model } = await openDesk(journey, run);
      await fc.asyncModelRun(() => ({ model, real: world }), commands as Iterable<Step>);
      for (const ticket of model.tickets) {
        await agreeOn(world, ticket);
        await agreeOnMessages(world, ticket);
      }
      done += [...commands].length;
    },
  );
  while (done < steps) await fc.assert(property, { numRuns: 1, seed: seed + run });
  expect(done).toBeGreaterThanOrEqual(steps);
}
