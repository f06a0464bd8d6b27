import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';

/** One event for the bus, in the envelope of its contract. */
export interface BusEvent {
  readonly type: string;
  readonly at: string;
  readonly body: unknown;
}

export type PublishEvents = (events: readonly BusEvent[]) => Promise<void>;

/** EventBridge takes ten events a request. */
const batchSize = 10;
const tries = 3;

export function publishEventsTo(client: EventBridgeClient, busName: string): PublishEvents {
  return async (events) => {
    const entries = events.map(
      (event): PutEventsRequestEntry => ({
        EventBusName: busName,
        Source: 'smista',
        DetailType: event.type,
        Time: new Date(event.at),
        Detail: JSON.stringify(event.body),
      }),
    );
    const batches: Promise<void>[] = [];
    for (let at = 0; at < entries.length; at += batchSize)
      batches.push(putBatch(client, entries.slice(at, at + batchSize)));
    await Promise.all(batches);
  };
}

/** The answer tells success by position; what failed is sent again. */
async function putBatch(client: EventBridgeClient, entries: PutEventsRequestEntry[]): Promise<void> {
  let left = entries;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: left }));
    left = left.filter((_, position) => Entries[position]?.ErrorCode !== undefined);
    if (left.length === 0) return;
  }
  throw new Error(`${left.length} events could not be published`);
}
