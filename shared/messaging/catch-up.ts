import type { CatchUp } from '#shared/domain/live/push-missed.ts';
import type { SendMessages } from './queue-messages.ts';

/** The gateway lets nobody send over a connection before it was let in. */
const arrivingSeconds = 1;

export function catchUpBy(toNotices: SendMessages): CatchUp {
  return ({ id: connectionId, agentId }) =>
    toNotices([
      {
        body: { version: 1, kind: 'connection', agentId, connectionId },
        delaySeconds: arrivingSeconds,
      },
    ]);
}
