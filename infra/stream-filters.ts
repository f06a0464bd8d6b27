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
      'delivery',
      'digest',
    ],
  },
];

/** What `reports` counts and finds by words: a ticket does so no longer when it is gone for good. */
export const counted: readonly StreamFilter[] = [
  { changes: ['INSERT', 'MODIFY'], image: 'NewImage', types: ['ticket'] },
  { changes: ['REMOVE'], image: 'OldImage', types: ['ticket'] },
];
