import type { StreamFilter } from './function-description.ts';

/** What `announce` reads of the stream; counters, markers and locks never come back through it. */
export const announced: readonly StreamFilter[] = [
  {
    changes: ['INSERT', 'MODIFY'],
    image: 'NewImage',
    types: [
      'entry',
      'ticket',
      'unsent',
      'viewers',
      'purge',
      'load',
      'member',
      'department',
      'departure',
      'job',
      'erasure',
      'mergedCustomer',
      'delivery',
      'errand',
      'digest',
    ],
  },
];

/**
 * What `reports` counts, finds by words and foresees: a ticket does so no longer when it is gone for good. And what the
 * timeline tells of the ends of SLA clocks.
 */
export const counted: readonly StreamFilter[] = [
  { changes: ['INSERT', 'MODIFY'], image: 'NewImage', types: ['ticket'] },
  { changes: ['REMOVE'], image: 'OldImage', types: ['ticket'] },
  { changes: ['INSERT'], image: 'NewImage', types: ['entry'], kinds: ['sla.ended'] },
];
