import type { Entry } from './entry.ts';
import { type VisibleTickets, withoutHidden } from './visible-links.ts';

/**
 * A line of the timeline as the API shows it.
 * @param visible the tickets that its reader sees: no other is named.
 */
export function toEntryView(entry: Entry, visible: VisibleTickets) {
  const { id, at, kind, actor, ticketVersion, before, messageId, ruleId, reason, decision, facts } = entry;
  return {
    id,
    at,
    kind,
    actor,
    ticketVersion,
    before: before ?? null,
    after: withoutHidden(entry, visible) ?? null,
    messageId: messageId ?? null,
    ruleId: ruleId ?? null,
    reason: reason ?? null,
    decision: decision === undefined ? null : { ...decision },
    facts: { ...facts },
  };
}

/** The explained decisions of routing, newest first (api.md, routing). */
export function toRoutingView(entries: readonly Entry[]) {
  return entries
    .flatMap(({ at, decision }) => (decision === undefined ? [] : [{ at, ...decision }]))
    .reverse();
}
