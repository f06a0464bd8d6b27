import type { Context } from 'aws-lambda';
import { type Connect, connectOnce } from './connect-once.ts';
import { withTraces } from './logger.ts';

export type TickHandler = (event: unknown, context: Context) => Promise<void>;

/** A function's handler for a schedule. A tick too many, or one that failed, is harmless: the next reads what is due. */
export function tick<Desk>(reaction: (desk: Desk) => Promise<void>, connect: Connect<Desk>): TickHandler {
  const connected = connectOnce(connect);
  return (_event, { awsRequestId }) =>
    withTraces({ requestId: awsRequestId }, async () => reaction(await connected()));
}
