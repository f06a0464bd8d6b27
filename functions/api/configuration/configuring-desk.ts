import * as z from 'zod';
import type { ConfigurationDesk } from '#shared/domain/account/change-configuration.ts';
import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { AgentStore } from '#shared/domain/agent/agent-store.ts';
import type { CounterReader } from '#shared/domain/counting/counter-store.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of the configuration work with. */
export interface ConfiguringDesk extends ConfigurationDesk {
  readonly agents: Pick<AgentStore, 'findRecord'>;
  readonly answers: KeptAnswers;
  readonly counters: CounterReader;
  readonly keys: Keys;
}

/** Positions in a list of one kind. */
export const cursorsFor = (kind: string, { keys }: ConfiguringDesk) =>
  cursorsOf(z.string(), `list ${kind}`, keys);
