import { toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { requirePatterns } from '../rule/rule-patterns.ts';
import { workAfter } from '../sla/terms-change.ts';
import { auditEntryOf, type ChangeRequest, isAlike } from './audit-entry.ts';
import {
  type AnyConfigured,
  type Configuration,
  type ConfiguredKind,
  type ConfiguredThings,
  configuredNouns,
} from './configuration.ts';
import type { ConfigurationStore } from './configuration-store.ts';
import { KeptAlready } from './kept-already.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { type FindAgents, requireReferences, requireUnused } from './references.ts';
import { requireUnique } from './require-unique.ts';

/** What changes of the configuration work with. */
export interface ConfigurationDesk {
  readonly configuration: ConfigurationStore;
  readonly findAgents: FindAgents;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ConfigurationDecision<Kind extends ConfiguredKind> {
  readonly before: ConfiguredThings[Kind] | null;
  readonly after: ConfiguredThings[Kind] | null;
  readonly keep?: KeptAnswer | undefined;
  /** A source's secrets from now on, and the names of those that this change gives or takes. */
  readonly secrets?: {
    readonly sealed: Readonly<Record<string, string>>;
    readonly changed: readonly string[];
  };
}

export type DecideConfiguration<Kind extends ConfiguredKind> = (
  configuration: Configuration,
) => ConfigurationDecision<Kind> | Promise<ConfigurationDecision<Kind>>;

/** Changes of the configuration wait for one another: each is decided on the version that it follows. */
const tries = 100;

/** Before and after stand together in the audit entry, and an item of the table has at most 400 KB. */
const mostBytes = 150_000;

/** Loads, decides, saves; decides again when something else was configured meanwhile. */
export async function changeConfiguration<Kind extends ConfiguredKind>(
  desk: ConfigurationDesk,
  kind: Kind,
  { request, decide }: { request: ChangeRequest; decide: DecideConfiguration<Kind> },
): Promise<ConfiguredThings[Kind] | null> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const configuration = await desk.configuration.load();
    const decision = await decide(configuration);
    if (isNoChange(decision)) return decision.before;
    await requireSound(desk, configuration, { kind, ...decision });
    const outcome = await save(desk, configuration, { kind, request, decision });
    if (outcome === 'saved') return decision.after;
    if (outcome === 'kept-already') throw new KeptAlready();
  }
  throw new Refusal('edited-by-someone-else', 'Others are configuring at the moment; try again.');
}

const withoutVersion = (thing: object | null) =>
  thing === null ? null : { ...thing, version: 0, updatedAt: '' };

function isNoChange({ before, after, secrets }: ConfigurationDecision<ConfiguredKind>): boolean {
  if (secrets !== undefined && secrets.changed.length > 0) return false;
  return isAlike(withoutVersion(before), withoutVersion(after));
}

async function requireSound(
  desk: ConfigurationDesk,
  configuration: Configuration,
  { kind, before, after }: ConfigurationDecision<ConfiguredKind> & { kind: ConfiguredKind },
): Promise<void> {
  if (after === null) {
    if (before !== null) requireUnused(configuration, { to: kind, id: before.id });
    return;
  }
  if (new TextEncoder().encode(JSON.stringify(after)).length > mostBytes) {
    throw new Refusal(
      'too-large',
      `The ${configuredNouns[kind].word} would have more than ${mostBytes} bytes.`,
    );
  }
  const one = { kind, thing: after } as AnyConfigured;
  requireUnique(one, configuration);
  if ('groups' in one.thing) await requirePatterns(one.thing);
  await requireReferences(one, configuration, desk.findAgents);
}

interface Saving<Kind extends ConfiguredKind> {
  readonly kind: Kind;
  readonly request: ChangeRequest;
  readonly decision: ConfigurationDecision<Kind>;
}

function save<Kind extends ConfiguredKind>(
  desk: ConfigurationDesk,
  configuration: Configuration,
  { kind, request, decision: { before, after, keep, secrets } }: Saving<Kind>,
) {
  const told = secrets !== undefined && secrets.changed.length > 0 ? { secretsChanged: secrets.changed } : {};
  const context = {
    at: toInstant(desk.now()),
    ids: desk.ids,
    retentionDays: configuration.settings.auditRetentionDays,
  };
  const audit = auditEntryOf(
    {
      noun: kind,
      id: (after ?? before)?.id ?? '',
      before,
      after: after === null ? null : { ...after, ...told },
    },
    request,
    context,
  );
  const change = { kind, before, after };
  return desk.configuration.save({
    ...change,
    decidedOn: configuration.version,
    audit,
    keep,
    sealed: secrets?.sealed,
    work: workAfter(change, request, context),
  });
}
