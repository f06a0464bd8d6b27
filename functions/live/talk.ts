import { answerMessage, closeConnection } from '#shared/domain/live/answer-message.ts';
import { type ConnectingDesk, openConnection } from '#shared/domain/live/open-connection.ts';
import type { Conversation } from '#shared/lambda/converse.ts';

/** The WebSocket API's `$connect`, `$default` and `$disconnect`. */
export const talk: Conversation<ConnectingDesk> = {
  opened: ({ query, ...arrival }, desk) =>
    openConnection(desk, { ...arrival, secret: query('token') ?? '', after: query('after') }),
  said: (message, desk) => answerMessage(desk, message),
  closed: (connectionId, desk) => closeConnection(desk, connectionId),
};
