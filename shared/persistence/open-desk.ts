import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { Desk } from '#shared/domain/desk.ts';
import { makeCode } from '#shared/domain/ticket/code.ts';
import { now } from '#shared/runtime/clock.ts';
import { draw, openIds } from '#shared/runtime/ids.ts';
import { openAccountStore } from './account-store.ts';
import { openAgentStore } from './agent-store.ts';
import { type Contents, openContentStore } from './content-store.ts';
import { openCustomerStore } from './customer-store.ts';
import { openKeptAnswers } from './kept-answers.ts';
import type { Table } from './table.ts';
import type { TableShards } from './table-shards.ts';
import { openTicketIndex } from './ticket-index.ts';
import { openTicketStore } from './ticket-store.ts';
import { openViewerStore } from './viewer-store.ts';

/** What needs nothing but the table and the platform's clock. */
export function openDeskBase(table: Table) {
  return {
    index: openTicketIndex(table),
    accounts: openAccountStore(table),
    agents: openAgentStore(table),
    customers: openCustomerStore(table),
    answers: openKeptAnswers(table, now),
    ids: openIds(now, makeCode),
    now,
    draw,
  };
}

/** @param contents where texts go that are too long for the table. */
export function openDesk(
  table: Table,
  contents: Contents,
  shards: TableShards,
): Desk & { readonly answers: KeptAnswers } {
  return {
    ...openDeskBase(table),
    tickets: openTicketStore(table, openContentStore(contents), shards),
    viewers: openViewerStore(table, shards.due),
  };
}
