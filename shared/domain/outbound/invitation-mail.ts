import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { Instant } from '../business-time/instant.ts';
import { defaultDepartmentId } from '../ids.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import type { Unsent } from './unsent.ts';

export type Invitation = Extract<Unsent['what'], { kind: 'invitation' }>;

export interface InvitationMail {
  readonly account: Account;
  readonly agent: Agent;
  readonly unsent: Unsent;
  readonly invitation: Invitation;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** Says where the desk is, and holds no secret: whoever else reads it can do nothing with it. */
export function invitationMail({
  account,
  agent,
  unsent,
  invitation: { invitedBy, url },
  mailDomains,
  at,
}: InvitationMail): OutgoingMail {
  const place = { departmentId: defaultDepartmentId, sourceId: null };
  const { plusAddressing: _, ...from } = chooseSender(account, place, mailDomains);
  return {
    id: `invitation_${unsent.lane}_${unsent.order}`.replaceAll(/[^\w-]/g, '-'),
    ticket: null,
    from,
    plusAddressing: false,
    to: [{ address: agent.email, name: agent.name }],
    cc: [],
    subject: 'You are invited to the help desk',
    text: `${invitedBy} invites you to the help desk: ${url}\n\nSign in as ${agent.email}, or ask for an API key.\n`,
    html: null,
    thread: [],
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}
