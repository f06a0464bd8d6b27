import { describeBreachStorm } from '#test/journeys/stories/describe-breach-storm.ts';

describeBreachStorm({ clocks: 50_000, due: 5_000 });
