import { decideAccess } from '../access/authorise.ts';
import { principalFor } from '../access/principal-for.ts';
import type { Account } from '../account/account.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import { toInstant } from '../business-time/instant.ts';
import { noticeSentence } from '../outbound/notice-mail.ts';
import type { NoticeEvent } from '../outbound/unsent.ts';
import { Refusal } from '../refusal.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { admitToDigest, noDigest } from './digest.ts';
import type { DigestStore } from './digest-store.ts';
import { waysOf } from './notice-preferences.ts';

interface Admitting {
  readonly digests: DigestStore;
  readonly now: () => number;
}

interface Notice {
  /** The same whenever it is sent again. */
  readonly id: string;
  readonly record: AgentRecord;
  readonly ticket: Ticket;
  readonly event: NoticeEvent;
  readonly account: Account;
  /** It was tried before: then it is counted already. */
  readonly isRetry: boolean;
}

/** Whether an agent sees a ticket, as he is now (decision 14). */
export function sees(
  { agent, members }: Pick<AgentRecord, 'agent' | 'members'>,
  ticket: Pick<Ticket, 'departmentId' | 'assigneeId' | 'tags'>,
  account: Account,
): boolean {
  const customRole = agent.roleId === null ? undefined : account.roleById.get(agent.roleId);
  const principal = principalFor({ agent, members, customRole }, { keyId: '', granted: null });
  return decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account }).allowed;
}

const tries = 10;

/**
 * What becomes of a notice when its turn has come: a mail of its own, a line of a digest, or nothing, where he does not
 * see the ticket or does not want to be told.
 */
export async function admitNotice(desk: Admitting, notice: Notice): Promise<'mail' | 'digest' | 'off'> {
  const { record, ticket, event, account, isRetry, id } = notice;
  const way = waysOf(record.agent, event.kind);
  if (way === 'off' || !sees(record, ticket, account)) return 'off';
  if (isRetry) return 'mail';
  const line = { id, ticketId: ticket.id, text: noticeSentence(event, ticket.code) };
  for (let attempt = 1; attempt <= tries; attempt++) {
    const at = toInstant(desk.now());
    const digest = (await desk.digests.find(record.agent.id)) ?? noDigest(record.agent.id, at);
    const admission = admitToDigest(digest, { line, way, at });
    if (admission === null) return 'digest';
    if (await desk.digests.save(admission.after, null)) return admission.to;
  }
  throw new Refusal('edited-by-someone-else', 'His notices keep changing; try again.');
}
