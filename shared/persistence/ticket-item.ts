import type { Agent } from '#shared/domain/agent/agent.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Item } from './table.ts';

/** The thing that was put, without what the table needs beside it. */
export const thingOf = <Thing>(item: Item): Thing => item['data'] as Thing;

/** What items of the first state do not have yet. */
const addedToTickets: Pick<
  Ticket,
  | 'former'
  | 'links'
  | 'rating'
  | 'conversation'
  | 'setOffBy'
  | 'ruleSteps'
  | 'isChainStopped'
  | 'timeRuleLooks'
> = {
  former: [],
  links: [],
  rating: null,
  conversation: [],
  setOffBy: [],
  ruleSteps: 0,
  isChainStopped: false,
  timeRuleLooks: {},
};
const addedToMessages: Pick<Message, 'claimId'> = { claimId: null };
const addedToAgents: Pick<Agent, 'picture'> = { picture: null };

export const toTicket = (item: Item): Ticket => ({ ...addedToTickets, ...thingOf<Ticket>(item) });
export const toMessage = (item: Item): Message => ({ ...addedToMessages, ...thingOf<Message>(item) });
export const toEntry = (item: Item): Entry => thingOf<Entry>(item);
export const toAgent = (item: Item): Agent => ({ ...addedToAgents, ...thingOf<Agent>(item) });
