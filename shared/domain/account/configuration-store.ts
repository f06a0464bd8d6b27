import type { Job } from '../job/job.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AnyConfigured, Configuration, ConfiguredKind, ConfiguredThings } from './configuration.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** One thing that becomes another, or comes, or goes. */
export interface ConfigurationChange<Kind extends ConfiguredKind = ConfiguredKind> {
  readonly kind: Kind;
  readonly before: ConfiguredThings[Kind] | null;
  readonly after: ConfiguredThings[Kind] | null;
  /** The version of the configuration on which it was decided. */
  readonly decidedOn: number;
  readonly audit: AuditEntry;
  readonly keep: KeptAnswer | undefined;
  /** A source's secrets as they shall be from now on, each sealed, by name; undefined: as they are. */
  readonly sealed?: Readonly<Record<string, string>> | undefined;
  /** What follows from it, with the entry that tells of its start. */
  readonly work?: { readonly job: Job; readonly audit: AuditEntry } | undefined;
}

/** Several that hold only together, with the work that follows from them. */
export interface ConfigurationChanges {
  readonly changes: readonly {
    readonly before: AnyConfigured | null;
    readonly after: AnyConfigured | null;
  }[];
  /** The version of the configuration on which they were decided. */
  readonly decidedOn: number;
  readonly audits: readonly AuditEntry[];
  readonly job: Job | null;
}

/** One transaction. */
export type SaveTogether = (changes: ConfigurationChanges) => Promise<'saved' | 'changed-meanwhile'>;

export interface ConfigurationStore {
  /** Consistent, unless its version changed meanwhile: then nothing that is decided on it can be saved. */
  load(): Promise<Configuration>;
  /** Consistent. */
  find<Kind extends ConfiguredKind>(kind: Kind, id: string): Promise<ConfiguredThings[Kind] | undefined>;
  /** By creation, the newest first. */
  list<Kind extends ConfiguredKind>(
    kind: Kind,
    page: { limit: number; after: string | undefined },
  ): Promise<Listed<ConfiguredThings[Kind]>>;
  /** The change, its audit entry and the next version of the configuration: one transaction. */
  save(change: ConfigurationChange): Promise<'saved' | 'changed-meanwhile' | 'kept-already'>;
  /** A source's secrets, sealed, by name. */
  findSealed(sourceId: string): Promise<Readonly<Record<string, string>>>;
}
