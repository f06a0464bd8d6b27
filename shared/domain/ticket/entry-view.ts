import type { Entry } from './entry.ts';

/** A line of the timeline as the API shows it. */
export function toEntryView(entry: Entry) {
  const { id, at, kind, actor, ticketVersion, before, after, messageId, ruleId, reason, decision, facts } =
    entry;
  return {
    id,
    at,
    kind,
    actor,
    ticketVersion,
    before: before ?? null,
    after: after ?? null,
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
