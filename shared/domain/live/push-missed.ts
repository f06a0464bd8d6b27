import type { Principal } from '../access/principal.ts';
import type { PrincipalStore } from '../access/principal-store.ts';
import type { AccountStore } from '../account/account-store.ts';
import { toEpochMs } from '../business-time/instant.ts';
import type { TicketStore } from '../ticket/ticket-store.ts';
import type { LiveNotice } from './feed.ts';
import type { LiveConnection } from './live-connection.ts';
import type { NoticeMessage } from './live-message.ts';
import type { LiveStore } from './live-store.ts';
import { messageAsSeen } from './message-as-seen.ts';

/** Sends over a connection; `gone`: there is no such connection, or not yet. */
export type PostLive = (connectionId: string, message: NoticeMessage) => Promise<'sent' | 'gone'>;

/** Sends in a moment what was missed over a connection. */
export type CatchUp = (connection: Pick<LiveConnection, 'id' | 'agentId'>) => Promise<void>;

export interface PushingDesk {
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly accounts: Pick<AccountStore, 'load'>;
  readonly live: LiveStore;
  readonly principals: PrincipalStore;
  readonly post: PostLive;
  /** Ends a connection, also one that is gone. */
  readonly hangUp: (connectionId: string) => Promise<void>;
  readonly catchUp: CatchUp;
  readonly now: () => number;
}

const mostAtOnce = 50;
/** So long after its opening a connection may be on its way still: the gateway knows it only once it was let in. */
const arrivingMs = 30_000;

/**
 * Sends what was not yet sent over a connection, in order, so that whoever has one notice has all before it. Two at once
 * send some twice, under the same id. What he may is read anew each time: who may not come in any more is hung up on.
 */
export async function pushMissed(desk: PushingDesk, connection: LiveConnection): Promise<void> {
  const principal = await desk.principals.find(connection);
  if (principal === undefined) return dismiss(desk, connection);
  let { sentUpTo } = connection;
  for (;;) {
    const notices = await desk.live.listNotices(connection.agentId, sentUpTo, mostAtOnce);
    const last = notices.at(-1);
    if (last === undefined) return;
    for (const notice of notices) {
      const message = await messageFor(desk, principal, notice);
      if (message !== null && (await desk.post(connection.id, message)) === 'gone') {
        return leave(desk, connection);
      }
    }
    sentUpTo = last.position;
    await desk.live.markSent(connection, sentUpTo);
  }
}

async function dismiss({ live, hangUp }: PushingDesk, connection: LiveConnection): Promise<void> {
  await hangUp(connection.id);
  await live.close(connection);
}

async function leave({ live, catchUp, now }: PushingDesk, connection: LiveConnection): Promise<void> {
  const isArriving = now() - toEpochMs(connection.openedAt) < arrivingMs;
  await (isArriving ? catchUp(connection) : live.close(connection));
}

async function messageFor(
  { tickets, accounts }: PushingDesk,
  principal: Principal,
  notice: LiveNotice,
): Promise<NoticeMessage | null> {
  const [ticket, account] = await Promise.all([
    notice.ticketId === null ? undefined : tickets.find(notice.ticketId),
    accounts.load(),
  ]);
  return messageAsSeen(principal, notice, { ticket, account });
}
