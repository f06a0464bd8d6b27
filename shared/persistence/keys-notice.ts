import type { Key } from './keys.ts';

/** What waits to be told to an agent; apart from what is read whenever he asks for something. */
export const digestOf = (agentId: string): Key => ({ pk: `DIGEST#${agentId}`, sk: 'DIGEST' });
/** That agents were told of an entry. */
export const toldOf = (entryId: string): Key => ({ pk: `TOLD#${entryId}`, sk: 'TOLD' });
