import type { PrincipalStore } from '../access/principal-store.ts';
import { type AckMessage, type RefusedMessage, readMessage } from './live-message.ts';
import type { LiveStore } from './live-store.ts';

interface AnsweringDesk {
  readonly live: LiveStore;
  readonly principals: PrincipalStore;
}

/** Answers what came over a connection. Who may not come in any more is forgotten: nothing is sent to him. */
export async function answerMessage(
  { live, principals }: AnsweringDesk,
  { connectionId, text }: { readonly connectionId: string; readonly text: string },
): Promise<AckMessage | RefusedMessage> {
  const message = readMessage(text);
  const of = message.ok ? message.id : message.refused.of;
  const connection = await live.findConnection(connectionId);
  if (connection === undefined) return { type: 'refused', of, code: 'unauthorized' };
  if ((await principals.find(connection)) === undefined) {
    await live.close(connection);
    return { type: 'refused', of, code: 'unauthorized' };
  }
  return message.ok ? { type: 'ack', of: message.id } : message.refused;
}

/** Also one that is closed already, or never was open. */
export async function closeConnection({ live }: Pick<AnsweringDesk, 'live'>, id: string): Promise<void> {
  const connection = await live.findConnection(id);
  if (connection !== undefined) await live.close(connection);
}
