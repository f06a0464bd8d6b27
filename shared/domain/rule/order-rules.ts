import type { AuditEntry, ChangeRequest } from '../account/audit-entry.ts';
import type { ConfigurationDesk } from '../account/change-configuration.ts';
import {
  type AnyConfigured,
  type Configuration,
  type ConfiguredThings,
  configuredNouns,
} from '../account/configuration.ts';
import type { ConfigurationStore, SaveTogether } from '../account/configuration-store.ts';
import { requireVersion, withInput } from '../account/configured-thing.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import { renumber } from './renumber.ts';
import { isAfter } from './rule-book.ts';

export type OrderedKind = 'rule' | 'timeRule' | 'slaRule';

export interface OrderingDesk extends Pick<ConfigurationDesk, 'ids' | 'now'> {
  readonly configuration: Pick<ConfigurationStore, 'load'>;
  readonly saveTogether: SaveTogether;
}

/** The rules of one kind in the sequence in which they run, as of a version of the configuration. */
export interface RuleOrder {
  readonly ids: readonly string[];
  readonly version: number;
}

/** A transaction has a hundred writes: beside the rules are the version and the audit entry. */
export const mostRenumbered = 90;
/** A transaction has 4 MB. */
const mostBytes = 3_500_000;
/** Changes of the configuration wait for one another. */
const tries = 100;

/** Active or not: by their number, of one number the older first. */
export async function readRuleOrder(
  { configuration }: Pick<OrderingDesk, 'configuration'>,
  kind: OrderedKind,
): Promise<RuleOrder> {
  return orderOf(await configuration.load(), kind);
}

const inTurn = (configuration: Configuration, kind: OrderedKind): ConfiguredThings[OrderedKind][] =>
  configuration.list(kind).sort((one, other) => (isAfter(one, other) ? 1 : -1));

const orderOf = (configuration: Configuration, kind: OrderedKind): RuleOrder => ({
  ids: inTurn(configuration, kind).map(({ id }) => id),
  version: configuration.version,
});

interface Ordering {
  readonly ids: readonly string[];
  readonly request: ChangeRequest;
}

/**
 * Lets the rules of one kind run in this sequence (api.md, "CRUD, order"): as few of them as can be get another number, all
 * in one transaction. Refuses with `invalid`, naming each, ids that are unknown, there twice or missing, and more new
 * numbers than a transaction holds; with `version-is-stale` when the client saw another version of the configuration.
 */
export async function orderRules(
  desk: OrderingDesk,
  kind: OrderedKind,
  { ids, request }: Ordering,
): Promise<RuleOrder> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const configuration = await desk.configuration.load();
    requireVersion(configuration.version, request.ifMatch);
    const at = toInstant(desk.now());
    const changes = changesOf(inWantedTurn(configuration, kind, ids), at);
    if (changes.length === 0) return { ids, version: configuration.version };
    requireFits(changes);
    const decidedOn = configuration.version;
    const retentionDays = configuration.settings.auditRetentionDays;
    const audit = auditOf({ kind, changes }, request, { ...desk, at, retentionDays });
    const asked = changes.map(({ before, after }) => ({
      before: { kind, thing: before } as AnyConfigured,
      after: { kind, thing: after } as AnyConfigured,
    }));
    const outcome = await desk.saveTogether({ changes: asked, decidedOn, audits: [audit], job: null });
    if (outcome === 'saved') return { ids, version: decidedOn + 1 };
  }
  throw new Refusal('edited-by-someone-else', 'Others are configuring at the moment; try again.');
}

type AnyRule = ConfiguredThings[OrderedKind];

interface Renumbered {
  readonly before: AnyRule;
  readonly after: AnyRule;
}

function inWantedTurn(configuration: Configuration, kind: OrderedKind, ids: readonly string[]): AnyRule[] {
  const ruleById = new Map(inTurn(configuration, kind).map((rule) => [rule.id as string, rule]));
  const errors = faultsOf(ids, ruleById, configuredNouns[kind].word);
  if (errors.length > 0) throw new Refusal('invalid', 'The order names each rule once.', { errors });
  return ids.flatMap((id) => ruleById.get(id) ?? []);
}

function faultsOf(
  ids: readonly string[],
  ruleById: ReadonlyMap<string, AnyRule>,
  word: string,
): InputFault[] {
  const named = new Set(ids);
  const missing = [...ruleById.keys()].filter((id) => !named.has(id));
  return [
    ...ids.flatMap((id, position) => {
      const path = `ids.${position}`;
      if (!ruleById.has(id)) return { path, message: `names no ${word}` };
      return ids.indexOf(id) < position ? { path, message: `names ${id} again` } : [];
    }),
    ...missing.map((id) => ({ path: 'ids', message: `does not name ${id}` })),
  ];
}

function changesOf(wanted: readonly AnyRule[], at: Instant): Renumbered[] {
  const numbers = renumber(wanted);
  return wanted.flatMap((before) => {
    const order = numbers.get(before.id);
    if (order === undefined || order === before.order) return [];
    const { id: _id, version: _version, createdAt: _createdAt, updatedAt: _updatedAt, ...said } = before;
    return { before, after: withInput(before, { ...said, order }, at) };
  });
}

function requireFits(changes: readonly Renumbered[]): void {
  const bytes = new TextEncoder().encode(JSON.stringify(changes.map(({ after }) => after))).length;
  if (changes.length <= mostRenumbered && bytes <= mostBytes) return;
  const message = `gives ${changes.length} rules another number, and at once at most ${mostRenumbered} can have one`;
  throw new Refusal('invalid', 'Too many rules would move at once; move some of them first.', {
    errors: [{ path: 'ids', message }],
  });
}

/** One line for all of them, with the numbers that changed. */
function auditOf(
  { kind, changes }: { kind: OrderedKind; changes: readonly Renumbered[] },
  { principal, sourceIp }: ChangeRequest,
  { ids, at, retentionDays }: Pick<ConfigurationDesk, 'ids'> & { at: Instant; retentionDays: number },
): AuditEntry {
  const numbersOf = (side: keyof Renumbered) =>
    Object.fromEntries(changes.map((change) => [change[side].id, change[side].order]));
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: `${kind}.ordered`,
    resourceId: 'order',
    before: numbersOf('before'),
    after: numbersOf('after'),
    retentionDays,
  };
}
