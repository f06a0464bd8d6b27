import type { Field } from '../field.ts';
import { localTime } from '../local-time.ts';

export const timeOfDay: Field = {
  name: 'timeOfDay',
  says: 'The time of the day, in the zone that the condition or the account names',
  type: 'time',
  isOfClock: true,
  valueOf: (facts, { timezone }) => localTime(facts.at, timezone ?? facts.account.settings.timezone),
};
