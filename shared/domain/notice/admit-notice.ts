import { decideAccess } from '../access/authorise.ts';
import { principalFor } from '../access/principal-for.ts';
import type { Account } from '../account/account.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import { toInstant } from '../business-time/instant.ts';
import { noticeSentence } from '../outbound/notice-mail.ts';
import type { NoticeEvent } from '../outbound/unsent.ts';
import { Refusal } from '../refusal.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { admitToDigest, type DigestLine, noDigest } from './digest.ts';
import type { DigestStore } from './digest-store.ts';
import { wayOf } from './notice-preferences.ts';

interface Admitting {
  readonly digests: DigestStore;
  readonly now: () => number;
}

interface Notice {
  /** The same whenever it is sent again. */
  readonly id: string;
  readonly record: AgentRecord;
  /** Null: it is about none, and hides nothing. */
  readonly ticket: Ticket | null;
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
  const way = wayFor(notice);
  if (way === 'off') return 'off';
  if (notice.isRetry) return 'mail';
  const { id: agentId } = notice.record.agent;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const at = toInstant(desk.now());
    const digest = (await desk.digests.find(agentId)) ?? noDigest(agentId, at);
    const admission = admitToDigest(digest, { line: lineOf(notice), way, at });
    if (admission === null) return 'digest';
    if (await desk.digests.save(admission.after, null)) return admission.to;
  }
  throw new Refusal('edited-by-someone-else', 'His notices keep changing; try again.');
}

function wayFor({ record, ticket, event, account }: Notice): 'mail' | 'digest' | 'off' {
  return ticket === null || sees(record, ticket, account) ? wayOf(record.agent, event.kind) : 'off';
}

const lineOf = ({ id, ticket, event }: Notice): DigestLine => ({
  id,
  ticketId: ticket?.id ?? null,
  text: noticeSentence(event, ticket?.code ?? null),
});
