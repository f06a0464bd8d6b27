import type { Connection } from '#shared/lambda/serve.ts';
import { now } from '#shared/runtime/clock.ts';
import type { Environment } from '#shared/runtime/environment.ts';
import { type Keys, keysFrom } from '#shared/runtime/keys.ts';
import { issuerOf } from '#shared/runtime/sign-in/issuer.ts';
import { openAuthentication } from './authentication.ts';
import { openMasterKeys } from './master-keys.ts';
import { openTable } from './open-table.ts';
import { openLimits } from './rate-leases.ts';
import type { Table } from './table.ts';

/** What a function reads of its surroundings to be reached by agents. */
export const doorVariables = [
  'tableName',
  'dataKeyId',
  'publicUrl',
  'allowedOrigins',
  'requestsPerMinute',
  'oidcIssuer',
  'oidcAudience',
  'oidcJwksUri',
] as const;

/** The part of a connection that is the same for every function that agents reach. */
export interface Door {
  readonly table: Table;
  readonly keys: Keys;
  readonly door: Omit<Connection<unknown>, 'desk'>;
}

export function openDoor(settings: Environment<(typeof doorVariables)[number]>): Door {
  const table = openTable(settings.tableName);
  return {
    table,
    keys: keysFrom(openMasterKeys(table, settings.dataKeyId, { now }), now),
    door: {
      authenticate: openAuthentication(table, now, issuerOf(settings)),
      allowedOrigins: settings.allowedOrigins,
      publicUrl: settings.publicUrl,
      limits: openLimits(table, settings.requestsPerMinute, now),
    },
  };
}
