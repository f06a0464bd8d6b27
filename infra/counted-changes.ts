import type { StreamFilter } from './function-description.ts';

/**
 * What `reports` counts, finds by words and foresees: a ticket does so no longer when it is gone for good. And what the
 * timeline tells of the ends of SLA clocks.
 */
export const counted: readonly StreamFilter[] = [
  { changes: ['INSERT', 'MODIFY'], image: 'NewImage', types: ['ticket'] },
  { changes: ['REMOVE'], image: 'OldImage', types: ['ticket'] },
  { changes: ['INSERT'], image: 'NewImage', types: ['entry'], kinds: ['sla.ended'] },
];
