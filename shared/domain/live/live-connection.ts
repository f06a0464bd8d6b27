import type { Instant } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';

/** As whom somebody is connected: an agent, by one of his keys or by a token of the issuer. */
export interface LiveConnection {
  /** As the gateway names it. */
  readonly id: string;
  readonly agentId: AgentId;
  readonly keyId: string;
  readonly openedAt: Instant;
  /** The position in his feed up to which everything was sent over it. */
  readonly sentUpTo: number;
}

/** Opens one connection, soon. Only its hash is kept. */
export interface LiveToken {
  readonly id: `lvt_${string}`;
  readonly agentId: AgentId;
  readonly keyId: string;
  readonly expiresAt: Instant;
}
