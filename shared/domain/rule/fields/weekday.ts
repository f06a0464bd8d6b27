import { weekdays } from '../../business-time/calendar.ts';
import type { Field } from '../field.ts';
import { localWeekday } from '../local-time.ts';

export const weekday: Field = {
  name: 'weekday',
  says: 'The day of the week, in the zone that the condition or the account names',
  type: 'choice',
  choices: weekdays,
  isOfClock: true,
  valueOf: (facts, { timezone }) => localWeekday(facts.at, timezone ?? facts.account.settings.timezone),
};
