import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { AuditLog } from '#shared/domain/account/audit-log.ts';
import type { Ids } from '#shared/domain/ids.ts';
import type { ForecastReader } from '#shared/domain/sla/forecast.ts';
import type { SlaLog } from '#shared/domain/sla/sla-log.ts';
import type { Downloads } from '#shared/lambda/csv.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes work with that tell how promises will be, and were, kept. */
export interface SlaDesk {
  readonly accounts: AccountStore;
  readonly forecast: ForecastReader;
  readonly slaLog: SlaLog;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly downloads: Downloads;
  readonly ids: Ids;
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
