import { type Credential, refusedSignIn, type SignInRefused } from '#shared/domain/access/sign-in.ts';
import type { AuditEntry } from '#shared/domain/account/audit-entry.ts';
import type { Settings } from '#shared/domain/account/settings.ts';
import { type Instant, toInstant } from '#shared/domain/business-time/instant.ts';
import type { Ids } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { neighbourhoodOf } from '#shared/runtime/networks.ts';
import { auditWrite } from './audit-writes.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew } from './write.ts';

const minuteMs = 60_000;
/** However many addresses a stranger comes from, one instance writes no more than this in a minute. */
const mostInMinute = 60;
const markedSeconds = 3_600;

export interface SignInRecords {
  /** One entry for each address and minute: whoever tries keys all day fills no table. */
  refused(refusal: SignInRefused, credential: Credential): Promise<void>;
  /** What every entry about signing in needs beside what happened. */
  context(): Promise<{ at: Instant; ids: Ids; retentionDays: number }>;
}

class Recorder implements SignInRecords {
  readonly #table: Table;
  readonly #clock: { readonly now: () => number; readonly ids: Ids };
  #minute = 0;
  #recorded = new Set<string>();

  constructor(table: Table, clock: { readonly now: () => number; readonly ids: Ids }) {
    this.#table = table;
    this.#clock = clock;
  }

  async refused(refusal: SignInRefused, credential: Credential): Promise<void> {
    const neighbourhood = neighbourhoodOf(credential.sourceIp);
    if (!this.#isNew(neighbourhood)) return;
    await this.#write(neighbourhood, refusedSignIn(refusal, credential, await this.context()));
  }

  async context() {
    const item = await this.#table.get(keys.configured('SETTINGS', 'settings'));
    if (item === undefined) throw new Error('the account has no settings');
    const { auditRetentionDays: retentionDays } = thingOf<Settings>(item);
    return { at: toInstant(this.#clock.now()), ids: this.#clock.ids, retentionDays };
  }

  #isNew(neighbourhood: string): boolean {
    const minute = Math.floor(this.#clock.now() / minuteMs);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#recorded = new Set();
    }
    if (this.#recorded.has(neighbourhood) || this.#recorded.size >= mostInMinute) return false;
    this.#recorded.add(neighbourhood);
    return true;
  }

  /** Another instance may have told of this address in this minute. */
  async #write(neighbourhood: string, entry: AuditEntry): Promise<void> {
    const expiresAt = Math.ceil(this.#clock.now() / 1000) + markedSeconds;
    const marker = putNew(keys.refusedSignIn(neighbourhood, entry.at), 'refusedSignIn', {
      data: { entryId: entry.id },
      beside: { expiresAt },
    });
    try {
      await this.#table.commit([marker, auditWrite(entry)]);
    } catch (error) {
      if (!(error instanceof ConditionLost || error instanceof Refusal)) throw error;
    }
  }
}

export function openSignInRecords(
  table: Table,
  clock: { readonly now: () => number; readonly ids: Ids },
): SignInRecords {
  return new Recorder(table, clock);
}
