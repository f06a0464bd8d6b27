import * as z from 'zod';
import { toTicketView } from '../ticket/ticket-view.ts';
import { newDelivery } from '../webhook/delivery.ts';
import { callMethods } from '../webhook/endpoint.ts';
import { webhookUrlFault } from '../webhook/webhook-url.ts';
import { eventActionKind, type RuleScene } from './rule-action-kind.ts';

const WebhookUrl = z
  .url()
  .max(2000)
  .superRefine((url, context) => {
    const message = webhookUrlFault(url);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** Without it no library could check what is signed. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A signed request to another system (Standard Webhooks): a delivery, as subscriptions have them (decision 039). */
export const webhook = eventActionKind({
  type: 'webhook',
  says: 'Sends a signed request to another system, with the event and the ticket',
  schema: z.strictObject({
    type: z.literal('webhook'),
    url: WebhookUrl,
    /** Written, never read back; null: the one that was given for this address before. */
    secret: z
      .string()
      .min(8)
      .max(500)
      .refine((secret) => !secret.startsWith('whsec_') || base64.test(secret.slice('whsec_'.length)), {
        message: 'has base64 after `whsec_`',
      })
      .nullable()
      .default(null),
    method: z.enum(callMethods).default('POST'),
  }),
  opens: true,
  needs: () => ['tickets.read', 'tickets.export'],
  act: (scene, { url, method }) => {
    const { at, draft, event, rule, position } = scene;
    const ruleKind = event.trigger === 'time.passed' ? 'timeRule' : 'rule';
    const to = { ruleId: rule.id, ruleKind, position, url, method } as const;
    const told = { id: event.id, type: event.trigger, at: event.at, ticketId: draft?.ticket.id ?? null };
    scene.deliver(newDelivery(told, { to, payload: payloadOf(scene), at }));
    return true;
  },
});

/** Links lead to tickets that the receiver may be meant to know nothing of. */
const noLinks = new Set<never>();

/** As Standard Webhooks shapes it: type, timestamp, data. */
function payloadOf({ event, rule, draft }: RuleScene): string {
  const { id, trigger, at, actor, ticketId, departmentId } = event;
  return JSON.stringify({
    type: trigger,
    timestamp: at,
    data: {
      eventId: id,
      rule: { id: rule.id, name: rule.name },
      actor,
      ticketId,
      departmentId,
      ticket: draft && toTicketView(draft.ticket, noLinks),
    },
  });
}
