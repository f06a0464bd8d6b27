import * as z from 'zod';
import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { CustomerDesk } from '#shared/domain/customer/keep-customer.ts';
import type { TicketIndex } from '#shared/domain/ticket/ticket-index.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of customers work with. */
export interface CustomersDesk extends CustomerDesk {
  readonly index: TicketIndex;
  readonly answers: KeptAnswers;
  readonly keys: Keys;
}

/** Positions in one list. */
export const cursorsFor = (list: string, { keys }: CustomersDesk) =>
  cursorsOf(z.string(), `list ${list}`, keys);
