import { Refusal } from '#shared/domain/refusal.ts';
import { type Connect, connectOnce } from './connect-once.ts';
import { logFault, logInfo, withTraces } from './logger.ts';
import { refusalStatus } from './refusal-status.ts';

/** What the WebSocket API tells of a connection; its three routes are one function. */
export interface LiveEvent {
  readonly requestContext: {
    readonly connectionId: string;
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly requestId: string;
    readonly identity: { readonly sourceIp: string };
  };
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null;
  readonly body?: string | null;
}

export interface LiveAnswer {
  readonly statusCode: number;
  /** Sent back over the connection. */
  readonly body?: string;
}

export interface Conversation<Desk> {
  /** Refuses who may not come in. */
  readonly opened: (
    arrival: {
      readonly connectionId: string;
      readonly sourceIp: string;
      readonly query: (name: string) => string | null;
    },
    desk: Desk,
  ) => Promise<void>;
  /** Answers a message. */
  readonly said: (
    message: { readonly connectionId: string; readonly text: string },
    desk: Desk,
  ) => Promise<object>;
  readonly closed: (connectionId: string, desk: Desk) => Promise<void>;
}

export type LiveHandler = (event: LiveEvent) => Promise<LiveAnswer>;

/** A function's handler for the WebSocket API. An answer that is no 200 to its opening keeps a connection out. */
export function converse<Desk>(conversation: Conversation<Desk>, connect: Connect<Desk>): LiveHandler {
  const connected = connectOnce(connect);
  return (event) =>
    withTraces({ requestId: event.requestContext.requestId }, async () => {
      try {
        return await answer(event, conversation, await connected());
      } catch (error) {
        return toFailure(error);
      }
    });
}

async function answer<Desk>(
  event: LiveEvent,
  conversation: Conversation<Desk>,
  desk: Desk,
): Promise<LiveAnswer> {
  const { connectionId, eventType, identity } = event.requestContext;
  if (eventType === 'CONNECT') {
    const query = (name: string) => event.queryStringParameters?.[name] ?? null;
    await conversation.opened({ connectionId, sourceIp: identity.sourceIp, query }, desk);
    return { statusCode: 200 };
  }
  if (eventType === 'DISCONNECT') {
    await conversation.closed(connectionId, desk);
    return { statusCode: 200 };
  }
  const said = await conversation.said({ connectionId, text: event.body ?? '' }, desk);
  return { statusCode: 200, body: JSON.stringify(said) };
}

function toFailure(error: unknown): LiveAnswer {
  if (error instanceof Refusal) {
    logInfo('Refused', { code: error.code });
    return { statusCode: refusalStatus[error.code] };
  }
  logFault('A live connection failed', error);
  return { statusCode: 500 };
}
