import { describeBreachStorm } from './stories/describe-breach-storm.ts';

// The long run has the fifty thousand of the requirement.
describeBreachStorm({ clocks: 1_000, due: 250 });
