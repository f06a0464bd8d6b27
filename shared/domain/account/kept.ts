import type { Instant } from '../business-time/instant.ts';

/** A configured thing as it is kept: what was said of it, with its id and version. */
export type Kept<Id extends string, Input> = Readonly<Input> & {
  readonly id: Id;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};
