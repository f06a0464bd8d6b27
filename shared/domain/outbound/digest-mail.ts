import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { Instant } from '../business-time/instant.ts';
import { defaultDepartmentId } from '../ids.ts';
import type { DigestLine } from '../notice/digest.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import type { Unsent } from './unsent.ts';

interface DigestMail {
  readonly account: Account;
  readonly agent: Agent;
  readonly unsent: Unsent;
  /** Of tickets that he sees. */
  readonly lines: readonly DigestLine[];
  readonly more: number;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** Many notices in one mail, a line each. */
export function digestMail({
  account,
  agent,
  unsent,
  lines,
  more,
  mailDomains,
  at,
}: DigestMail): OutgoingMail {
  const place = { departmentId: defaultDepartmentId, sourceId: null };
  const { plusAddressing: _, ...from } = chooseSender(account, place, mailDomains);
  const count = lines.length + more;
  const rest = more === 0 ? [] : [`And ${more} more.`];
  return {
    id: `digest_${unsent.lane}_${unsent.order}`.replaceAll(/[^\w-]/g, '-'),
    ticket: null,
    from,
    plusAddressing: false,
    to: [{ address: agent.email, name: agent.name }],
    cc: [],
    subject: `${count} ${count === 1 ? 'notice' : 'notices'} about your tickets`,
    text: `${[...lines.map(({ text }) => text), ...rest].join('\n')}\n`,
    html: null,
    thread: [],
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}
