import type { Principal } from '../access/principal.ts';
import type { AccountStore } from '../account/account-store.ts';
import type { AgentId } from '../ids.ts';
import type { TicketIndex } from '../ticket/ticket-index.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { NoticeMessage } from './live-message.ts';
import type { LiveStore } from './live-store.ts';
import { messageAsSeen } from './message-as-seen.ts';

interface NoticesDesk {
  readonly live: Pick<LiveStore, 'listLatest'>;
  readonly index: Pick<TicketIndex, 'getMany'>;
  readonly accounts: Pick<AccountStore, 'load'>;
}

/** What an agent was told live of late, the newest first, without tickets that he does not see now: a page may be short. */
export async function listNotices(
  { live, index, accounts }: NoticesDesk,
  principal: Principal,
  page: { readonly limit: number; readonly after: string | undefined },
): Promise<Listed<NoticeMessage>> {
  const { items, next } = await live.listLatest(principal.agentId as AgentId, page);
  const [account, tickets] = await Promise.all([
    accounts.load(),
    index.getMany(items.flatMap(({ ticketId }) => ticketId ?? [])),
  ]);
  const messages = items.flatMap((notice) => {
    const ticket = notice.ticketId === null ? undefined : tickets.get(notice.ticketId);
    return messageAsSeen(principal, notice, { ticket, account }) ?? [];
  });
  return { items: messages, next };
}
