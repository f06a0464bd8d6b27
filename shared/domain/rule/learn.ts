import type { MessagePlace } from '../ticket/conversation.ts';
import type { Message } from '../ticket/message.ts';
import { listConversation } from '../ticket/read-conversation.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Learned, Need } from './learned.ts';
import type { RuleDesk } from './rule-desk.ts';

type LearningDesk = Pick<RuleDesk, 'tickets' | 'agents' | 'customers' | 'rules' | 'readHeaders'>;

interface About {
  readonly ticket: Ticket;
  /** Where the message stands that the event tells of, whichever ticket reads it now. */
  readonly place: MessagePlace | null;
}

const noHeaders: Learned['headers'] = new Map();

type Lessons = {
  readonly [Each in Need]: (desk: LearningDesk, about: About) => Promise<Learned[Each]>;
};

const lessons: Lessons = {
  customer: async (desk, { ticket }) => {
    const customer: object | undefined = await desk.customers.find(ticket.customer.id);
    return customer ?? null;
  },
  presence: async (desk, { ticket: { assigneeId } }) => {
    if (assigneeId === null) return null;
    const presences = await desk.agents.getPresences([assigneeId]);
    return presences.get(assigneeId)?.state ?? null;
  },
  body: async (desk, about) => (await findMessage(desk, about))?.visibleText ?? null,
  lastMessage: async (desk, { ticket }) => (await desk.rules.findLastMessage(ticket))?.visibleText ?? null,
  headers: async (desk, about) => (await findHead(desk, about))?.headers ?? noHeaders,
  recipients: async (desk, about) => (await findHead(desk, about))?.recipients ?? [],
};

/** Undefined: it came by another way than mail. */
async function findHead(desk: LearningDesk, about: About) {
  const raw = (await findMessage(desk, about))?.raw ?? null;
  return raw === null ? undefined : desk.readHeaders(raw);
}

/** The message that the event tells of, else the first. */
async function findMessage(desk: LearningDesk, { ticket, place }: About): Promise<Message | undefined> {
  if (place !== null) return desk.tickets.findMessage(place.ticketId, place.ticketVersion);
  const { items } = await listConversation(desk, ticket, { limit: 1, after: undefined });
  return items[0];
}

/** Where there is no ticket, there is nothing to be read. */
const nothing: Learned = {
  customer: null,
  presence: null,
  body: null,
  lastMessage: null,
  headers: noHeaders,
  recipients: [],
};

/** Reads what conditions need to be judged, all of it side by side. */
export async function learn(
  desk: LearningDesk,
  needs: readonly Need[],
  about: { readonly ticket: Ticket | null } & Pick<About, 'place'>,
): Promise<Partial<Learned>> {
  const { ticket, place } = about;
  if (ticket === null) return nothing;
  const learned = needs.map(async (need) => [need, await lessons[need](desk, { ticket, place })]);
  return Object.fromEntries(await Promise.all(learned)) as Partial<Learned>;
}
