import { createHash } from 'node:crypto';
import { foldText } from '#shared/domain/fold-text.ts';
import { isWaiting } from '#shared/domain/ticket/status.ts';
import type { Stretch, Ticket } from '#shared/domain/ticket/ticket.ts';

/** Every key of the table, each named for the question that it answers. Nothing else builds keys. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const padded = (number: number, digits: number) => String(number).padStart(digits, '0');
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Spreads one hot key over `shards` by a stable hash. */
export function shardOf(id: string, shards: number): number {
  let hash = 2_166_136_261;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % shards;
}

export const ticketById = (ticketId: string): Key => ({ pk: ticketId, sk: 'TICKET' });
export const messagesOf = (ticketId: string) => ({ pk: ticketId, from: 'MSG#' });
/** Messages from one version to another: the page begins beyond `after`, the other way round beyond `end`. */
export function messagesWithin({ ticketId, from, upTo }: Stretch) {
  const last = upTo ?? 9_999_999_998;
  return {
    range: { pk: ticketId, from: messageOf(ticketId, from).sk, upTo: messageOf(ticketId, last).sk },
    after: messageOf(ticketId, from - 1).sk,
    end: messageOf(ticketId, last + 1).sk,
  };
}
export const messageOf = (ticketId: string, ticketVersion: number): Key => ({
  pk: ticketId,
  sk: `MSG#${padded(ticketVersion, 10)}`,
});
export const timelineOf = (ticketId: string) => ({ pk: ticketId, from: 'ENTRY#' });
export const entryOf = (ticketId: string, ticketVersion: number, position: number): Key => ({
  pk: ticketId,
  sk: `ENTRY#${padded(ticketVersion, 10)}#${padded(position, 3)}`,
});
export const ratingsOf = (ticketId: string) => ({ pk: ticketId, from: 'RATING#' });
/** Ids rise with time, so they are in order of writing. */
export const ratingOf = (ticketId: string, ratingId: string): Key => ({
  pk: ticketId,
  sk: `RATING#${ratingId}`,
});
/** Where messages went that this ticket gave away. */
export const tracesOf = (ticketId: string) => ({ pk: ticketId, from: 'TRACE#' });
export const traceOf = (ticketId: string, ticketVersion: number): Key => ({
  pk: ticketId,
  sk: `TRACE#${padded(ticketVersion, 10)}`,
});
export const viewersOf = (ticketId: string): Key => ({ pk: ticketId, sk: 'VIEWERS' });
/** An erased customer of whom his tickets still tell. */
export const erasureOf = (customerId: string): Key => ({ pk: customerId, sk: 'ERASURE' });
export const answersAbout = (customerId: string) => `KEPT#${customerId}`;
export const purgeOf = (ticketId: string): Key => ({ pk: ticketId, sk: 'PURGE' });
/** @param tag folded: without case and accents. */
export const tagOf = (ticketId: string, tag: string): Key => ({ pk: ticketId, sk: `TAG#${tag}` });

/** What leads from a file to its message. */
export const fileById = (sharedFileId: string): Key => ({ pk: sharedFileId, sk: 'FILE' });

/** A mail is known by its Message-ID, whichever way it came; hashed, because ids may tell who wrote. */
export const mailByMessageId = (mailMessageId: string): Key => ({
  pk: `MAIL#${digest(mailMessageId)}`,
  sk: 'MAIL',
});
export const customerById = (customerId: string): Key => ({ pk: customerId, sk: 'CUSTOMER' });
export const customerByAddress = (kind: string, value: string): Key => ({
  pk: `ADDR#${kind}#${digest(value)}`,
  sk: 'ADDR',
});

export const agentById = (agentId: string): Key => ({ pk: agentId, sk: 'AGENT' });
export const agentByMail = (email: string): Key => ({ pk: `AGENTMAIL#${email}`, sk: 'AGENTMAIL' });
/** A subject is a name only at its issuer. */
export const agentBySubject = (issuer: string, subject: string): Key => ({
  pk: `SUBJECT#${digest(`${issuer}\n${subject}`)}`,
  sk: 'SUBJECT',
});
export const subjectOf = (agentId: string, issuer: string): Key => ({
  pk: agentId,
  sk: `SUBJECT#${digest(issuer)}`,
});
export const subjectsOf = (agentId: string) => ({ pk: agentId, from: 'SUBJECT#' });
export const everythingOfAgent = (agentId: string) => ({ pk: agentId, from: '' });
export const presenceOf = (agentId: string): Key => ({ pk: agentId, sk: 'PRESENCE' });
export const departmentOfAgent = (agentId: string, departmentId: string): Key => ({
  pk: agentId,
  sk: `MEMBER#${departmentId}`,
});
export const membersOf = (departmentId: string) => ({ pk: departmentId, from: 'MEMBER#' });
export const memberOf = (departmentId: string, agentId: string): Key => ({
  pk: departmentId,
  sk: `MEMBER#${agentId}`,
});

/** What a deleted agent was a member of. */
export const formerMembersOf = (agentId: string): Key => ({ pk: agentId, sk: 'FORMER' });
/** A deleted agent whose tickets are on their way back. */
export const departureOf = (agentId: string): Key => ({ pk: agentId, sk: 'DEPARTURE' });
export const memberRowsOf = (agentId: string) => ({ pk: agentId, from: 'MEMBER#' });
export const keyRowsOf = (agentId: string) => ({ pk: agentId, from: 'KEY#' });
export const keyRowOf = (agentId: string, keyId: string): Key => ({ pk: agentId, sk: `KEY#${keyId}` });
/** Who carries a custom role. */
export const carriersOf = (roleId: string) => ({ pk: roleId, from: 'CARRIER#' });
export const carrierOf = (roleId: string, agentId: string): Key => ({ pk: roleId, sk: `CARRIER#${agentId}` });

export const apiKeyById = (keyId: string): Key => ({ pk: keyId, sk: 'KEY' });
/** Only the hash of a key is kept: 256 random bits need no salt. */
export const digestOfApiKey = (secret: string): string => digest(secret);
export const apiKeyByDigest = (secretDigest: string): Key => ({ pk: `KEY#${secretDigest}`, sk: 'KEY' });
/** One item that says who the owners are: whoever changes that sees all of it. */
export const owners: Key = { pk: 'OWNERS', sk: 'OWNERS' };

export const configuration = { pk: 'CONFIG', from: '' };
/** Sorts before everything else of the partition: a reader sees the version no later than what it stands for. */
export const configurationVersion: Key = { pk: 'CONFIG', sk: '!VERSION' };
export const configured = (kind: string, id: string): Key => ({ pk: 'CONFIG', sk: `${kind}#${id}` });
export const configuredOf = (kind: string) => ({ pk: 'CONFIG', from: `${kind}#` });
export const secretsOf = (sourceId: string): Key => ({ pk: sourceId, sk: 'SECRETS' });
export const dataKey: Key = { pk: 'DATAKEY', sk: 'CURRENT' };

const auditPrefix = 'AUDIT#';
export const auditAt = (at: string, id: string): Key => ({
  pk: `${auditPrefix}${at.slice(0, 10)}`,
  sk: `${at}#${id}`,
});
/** @param day such as `2026-11-21`, of UTC. */
export const auditOf = (day: string, from: string) => ({ pk: `${auditPrefix}${day}`, from });
export const isAudit = (pk: string): boolean => pk.startsWith(auditPrefix);
/** Whether this address was already told of in this minute. */
export const refusedSignIn = (neighbourhood: string, at: string): Key => ({
  pk: `SIGNIN#${digest(neighbourhood)}`,
  sk: at.slice(0, 16),
});
export const keptAnswer = (who: string, key: string): Key => ({
  pk: `REPEAT#${digest(`${who}\n${key}`)}`,
  sk: 'REPEAT',
});
export const unsentOf = (lane: string) => ({ pk: `LANE#${lane}`, from: 'UNSENT#' });
export const unsentAt = (lane: string, order: string): Key => ({ pk: `LANE#${lane}`, sk: `UNSENT#${order}` });
export const hourOf = (subject: string, at: string): Key => ({
  pk: `HOUR#${digest(subject)}`,
  sk: at.slice(0, 13),
});

export const formSpamAt = (sourceId: string, at: string, id: string): Key => ({
  pk: `SPAM#${sourceId}`,
  sk: `${at}#${id}`,
});

/** Where lists of one kind stand, by creation. */
export const createdList = (kind: 'AGENTS' | 'KEYS' | 'CUSTOMERS', at: string, id: string) => ({
  departmentKey: kind,
  createdKey: `${at}#${id}`,
});

/** Customers of a group, by creation; folded, as tags are. */
export const groupList = (group: string) => ({ pk: `GROUP#${foldText(group)}`, from: '' });
export const groupOf = ({ group }: { group: string | null }) => ({
  tagKey: group === null ? undefined : groupList(group).pk,
});

/** Index keys of a ticket; a key that is absent takes it out of that index. */
export function ticketIndexKeys(ticket: Ticket, dueShards: number): Record<string, string | undefined> {
  return {
    departmentKey: ticket.departmentId,
    departmentStatusKey: `${ticket.departmentId}#${ticket.status}`,
    assigneeKey: ticket.assigneeId ?? undefined,
    customerKey: ticket.customer.id,
    createdKey: `${ticket.createdAt}#${ticket.id}`,
    updatedKey: `${ticket.updatedAt}#${ticket.id}`,
    ...waitingKeys(ticket),
    ...(ticket.due === null ? {} : dueKeys(ticket.due, shardOf(ticket.id, dueShards))),
  };
}

/**
 * Waiting for anyone stands under the department, waiting for its assignee under him, until he took it; and where who
 * answered last may be given it, under him too.
 */
function waitingKeys(ticket: Ticket) {
  if (!isWaiting(ticket.status) || ticket.takenAt !== null) return {};
  const { assigneeId, lastAgentId } = ticket;
  const mayComeFirst = lastAgentId !== null && (assigneeId === null || assigneeId === lastAgentId);
  return {
    waitingKey: assigneeId ?? ticket.departmentId,
    lastAgentKey: mayComeFirst ? lastAgentId : undefined,
    importanceKey: `${ticket.importanceAt}#${ticket.id}`,
  };
}

export function dueKeys(due: { at: string; sweep: string }, shard: number) {
  return { dueShard: `${due.sweep}#${shard}`, dueAt: due.at };
}

/** Timeline entries of a day, in order, over shards: what recount, dry run and export read. */
export function dayKeys(entry: { id: string; at: string; ticketId: string }, shards: number) {
  return {
    dayKey: `${entry.at.slice(0, 10)}#${shardOf(entry.ticketId, shards)}`,
    atKey: `${entry.at}#${entry.id}`,
  };
}

export const jobById = (jobId: string): Key => ({ pk: jobId, sk: 'JOB' });
/** Tickets that a job is to visit, page by page. */
export const gatheredBy = (jobId: string, page: number): Key => ({
  pk: jobId,
  sk: `PAGE#${padded(page, 6)}`,
});
/** A job did its work to a ticket. */
export const doneBy = (jobId: string, round: number, ticketId: string): Key => ({
  pk: `DONE#${ticketId}`,
  sk: `${jobId}#${padded(round, 4)}`,
});

/** How much of a subject's requests of a minute the instances have leased. */
export const rateOf = (subject: string, minute: number): Key => ({
  pk: `RATE#${digest(subject)}`,
  sk: padded(minute, 10),
});
