import { type Account, departmentOrDefault } from '../account/account.ts';
import { type Both, type TemplateFacts, textToHtml } from '../template/render-template.ts';
import { signatureFor } from '../template/template-for.ts';
import type { Message } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';

interface Said {
  readonly message?: Message | null;
  readonly ratingLink?: string | null;
}

/** What a template of a ticket's mail is filled with. */
export function factsFor(
  account: Account,
  ticket: Ticket,
  { message = null, ratingLink = null }: Said,
): TemplateFacts {
  const { code, subject, customer, departmentId } = ticket;
  const signature = signatureFor(account, departmentId);
  return {
    ticket: { code, subject },
    customer: { name: customer.name, email: customer.email },
    department: { name: departmentOrDefault(account, departmentId).name },
    agent: { name: message?.author.name ?? null },
    rating: { link: ratingLink },
    signature: signature === null ? null : inBoth(signature, null),
    message: message === null ? null : inBoth(message.body, message.html),
  };
}

const inBoth = (text: string, html: string | null): Both => ({ text, html: html ?? textToHtml(text) });
