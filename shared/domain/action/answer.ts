import * as z from 'zod';
import { TemplateId } from '../ids.ts';
import { factsFor } from '../outbound/template-facts.ts';
import { Refusal } from '../refusal.ts';
import { fillIn } from '../template/fill-in.ts';
import { renderHtml, renderText } from '../template/render-template.ts';
import { requireAnswerable } from '../ticket/answer-ticket.ts';
import { type MessageContent, messageFrom, sendReply } from '../ticket/message-content.ts';
import { type TicketScene, ticketActionKind } from './rule-action-kind.ts';
import { RuleText } from './texts.ts';

const schema = z
  .strictObject({
    type: z.literal('answer'),
    templateId: TemplateId.nullable().default(null),
    body: RuleText(20_000).nullable().default(null),
  })
  .refine(({ templateId, body }) => (templateId === null) !== (body === null), {
    path: ['body'],
    message: 'or `templateId` says what is answered, one of them',
  });

/**
 * An automatic answer to the customer: it leaves status and clocks as they are, for nobody has looked at his request
 * (behaviour.md sections 7 and 8).
 */
export const answer = ticketActionKind({
  type: 'answer',
  says: 'Answers the customer by a template or a text; its status stays',
  schema,
  opens: false,
  needs: () => ['tickets.reply'],
  refersTo: ({ templateId }) =>
    templateId === null ? [] : [{ path: 'templateId', to: 'template', id: templateId }],
  act: (scene, action) => {
    const { draft, at } = scene;
    requireAnswerable(draft.ticket);
    const message = messageFrom(contentOf(scene, action), draft);
    draft
      .set({ messageCount: draft.ticket.messageCount + 1, lastMessageAt: at })
      .add(message)
      .log({ kind: 'message.sent', messageId: message.id });
    sendReply(draft, message);
    return true;
  },
});

type Answer = z.output<typeof schema>;

function contentOf(scene: TicketScene, { templateId, body }: Answer): MessageContent {
  const { draft, account, author } = scene;
  const facts = factsFor(account, draft.ticket, {});
  if (body !== null) return { type: 'reply', author, body: fillIn(body, facts), automatic: 'rule' };
  const template = account.templateById.get(templateId ?? '');
  if (template === undefined) {
    const errors = [{ path: 'templateId', message: 'names no template' }];
    throw new Refusal('invalid', 'There is no such template.', { errors });
  }
  return {
    type: 'reply',
    author,
    body: renderText(template.text, facts),
    html: template.html === null ? null : renderHtml(template.html, facts),
    automatic: 'template',
  };
}
