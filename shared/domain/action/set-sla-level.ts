import * as z from 'zod';
import { LevelId } from '../ids.ts';
import { setLevel } from '../ticket/set-level.ts';
import { ticketActionKind } from './rule-action-kind.ts';

export const setSlaLevel = ticketActionKind({
  type: 'setSlaLevel',
  says: 'Sets its SLA level, or takes it away: its clocks count from their start by the new one',
  schema: z.strictObject({ type: z.literal('setSlaLevel'), levelId: LevelId.nullable() }),
  opens: false,
  needs: () => ['tickets.changeStatus'],
  refersTo: ({ levelId }) => (levelId === null ? [] : [{ path: 'levelId', to: 'level', id: levelId }]),
  act: ({ draft }, { levelId }) => setLevel(draft, levelId),
});
