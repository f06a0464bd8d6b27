import { describeBreachStorm } from './stories/describe-breach-storm.ts';

// The long run has the fifty thousand of the requirement.
describeBreachStorm({ clocks: 600, due: 150 });
