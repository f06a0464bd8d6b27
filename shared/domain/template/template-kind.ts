/** What a template is for, and what may stand in it beside its texts (behaviour.md section 4). */
export const templateKinds = ['ticketCreated', 'answer', 'resolved', 'offline'] as const;
export type TemplateKind = (typeof templateKinds)[number];

export const everywhere = [
  'ticket.code',
  'ticket.subject',
  'customer.name',
  'customer.email',
  'department.name',
  'signature',
] as const;

/**
 * Placeholders by kind. What a customer wrote stands in no mail that is sent by itself: who fills in a form may give
 * the address of somebody else.
 */
export const placeholdersOf: Readonly<Record<TemplateKind, ReadonlySet<string>>> = {
  ticketCreated: new Set(everywhere),
  answer: new Set([...everywhere, 'agent.name', 'message']),
  resolved: new Set([...everywhere, 'rating.link']),
  offline: new Set([...everywhere, 'message']),
};

/** A template that leaves out what it is for is of no use. */
export const mustSay: Readonly<Partial<Record<TemplateKind, string>>> = { answer: 'message' };

/** These come as safe HTML in a template's HTML, so they are not escaped there. */
export const comeAsHtml: ReadonlySet<string> = new Set(['message', 'signature']);
