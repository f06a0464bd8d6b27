import type { DepartmentId, MessageId, TicketId } from '#shared/domain/ids.ts';
import { continueConversation } from '#shared/domain/inbound/continue-conversation.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { answerTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { assignTicket, transferTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { type AgentRequest, changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { mergeAsAgent } from '#shared/domain/ticket/merge-as-agent.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { listConversation } from '#shared/domain/ticket/read-conversation.ts';
import { splitAsAgent } from '#shared/domain/ticket/split-as-agent.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aDepartment,
  anAccount,
  anOpening,
  aPresence,
  aPrincipal,
  aReply,
} from '#test/support/builders.ts';
import { type StartedDesk, saveAll, startDesk } from './start-desk.ts';

const account = anAccount({ departments: [aDepartment(), aDepartment('dep_sales')] });
export const racers = ['agt_ada', 'agt_bob'] as const;

/** What a loser is told: 409, but 412 where he named the version that he saw. */
export const clearRefusals: readonly string[] = [
  'ticket-is-merged',
  'edited-by-someone-else',
  'version-is-stale',
];

type Act = () => Promise<unknown>;

const requestOf = (agentId: string, ifMatch: number | null = null): AgentRequest => ({
  principal: aPrincipal({ role: 'owner', agentId }),
  ifMatch,
  keep: () => undefined,
});

/** A table on which agents and customers act at once, each by an instance of his own. */
export class RacingDesk {
  readonly started: StartedDesk;

  private constructor(started: StartedDesk) {
    this.started = started;
  }

  /** One write in ten meets another transaction, as it would on a busy table. */
  static async start(): Promise<RacingDesk> {
    const presences = racers.map((agentId) => aPresence(agentId));
    return new RacingDesk(await startDesk({ account, presences, conflictShare: 0.1 }));
  }

  async open(count: number): Promise<Ticket[]> {
    const { desk } = this.started;
    const context = aContext(0, { account, ids: desk.ids });
    const changes = Array.from({ length: count }, () => openTicket(anOpening(), context));
    await saveAll(desk, changes);
    return changes.map((change) => change.after);
  }

  reply(id: TicketId, body: string, ifMatch: number | null = null): Promise<unknown> {
    return changeAsAgent(this.started.another(), id, {
      request: requestOf('agt_ada', ifMatch),
      decision: {
        permission: 'tickets.reply',
        decide: (ticket, context) => answerTicket(ticket, aReply({ body }), context),
      },
    });
  }

  transfer(id: TicketId, departmentId: DepartmentId, ifMatch: number | null = null): Promise<unknown> {
    return changeAsAgent(this.started.another(), id, {
      request: requestOf('agt_bob', ifMatch),
      decision: {
        permission: 'tickets.transfer',
        decide: (ticket, context) =>
          transferTicket(ticket, { departmentId, agentId: 'agt_bob', keepStatus: true }, context),
      },
    });
  }

  assign(id: TicketId): Promise<unknown> {
    return changeAsAgent(this.started.another(), id, {
      request: requestOf('agt_bob'),
      decision: {
        permission: 'tickets.assign',
        decide: (ticket, context) => assignTicket(ticket, 'agt_ada', context),
      },
    });
  }

  merge(id: TicketId, sourceIds: readonly TicketId[], ifMatch: number | null = null): Promise<unknown> {
    return mergeAsAgent(this.started.another(), id, { sourceIds, request: requestOf('agt_bob', ifMatch) });
  }

  write(id: TicketId, body: string): Promise<unknown> {
    return continueConversation(this.started.another(), id, { body, keep: () => undefined });
  }

  split(id: TicketId, messageId: MessageId): Promise<unknown> {
    return splitAsAgent(this.started.another(), id, { messageId, request: requestOf('agt_ada') });
  }

  /** Each begins a random moment later, so that every round is another order; null for who won. */
  async race(all: readonly Act[]): Promise<(Refusal | null)[]> {
    return Promise.all(
      all.map(async (act) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
        try {
          await act();
          return null;
        } catch (error) {
          if (error instanceof Refusal) return error;
          throw error;
        }
      }),
    );
  }

  async now(id: TicketId): Promise<Ticket> {
    return (await this.started.desk.tickets.find(id)) as Ticket;
  }

  async bodiesOf(id: TicketId): Promise<string[]> {
    const bodies: string[] = [];
    let after: string | undefined;
    do {
      const page = await listConversation(this.started.desk, await this.now(id), { limit: 3, after });
      bodies.push(...page.items.map(({ body }) => body));
      after = page.next;
    } while (after !== undefined);
    return bodies;
  }
}
