import * as z from 'zod';
import { MailAddress } from '../customer/mail-address.ts';
import { sendAtOnce } from '../outbound/send-at-once.ts';
import { factsFor } from '../outbound/template-facts.ts';
import { fillIn } from '../template/fill-in.ts';
import { eventActionKind } from './rule-action-kind.ts';
import { RuleText } from './texts.ts';

/** A mail to a fixed address, for instance of another team. */
export const sendMail = eventActionKind({
  type: 'sendMail',
  says: 'Sends a mail to an address',
  schema: z.strictObject({
    type: z.literal('sendMail'),
    to: MailAddress,
    subject: RuleText(300),
    body: RuleText(20_000),
  }),
  opens: true,
  needs: () => ['tickets.read'],
  act: (scene, { to, subject, body }) => {
    const { account, at, ids, draft, rule } = scene;
    const facts = draft && factsFor(account, draft.ticket, {});
    const [title, text] = [oneLine(fillIn(subject, facts)), fillIn(body, facts)];
    const what = { kind: 'ruleMail', ruleId: rule.id, to, subject: title, body: text } as const;
    scene.send(sendAtOnce(ids.next('out'), { at, ids, ticketId: draft?.ticket.id ?? null, what }));
    return true;
  },
});

/** What a customer wrote into the subject of his ticket must not become a header of ours. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 500);
