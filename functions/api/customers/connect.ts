import type { Connection } from '#shared/lambda/serve.ts';
import { openAuthentication } from '#shared/persistence/authentication.ts';
import { openCustomerRegister } from '#shared/persistence/customer-register.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import type { CustomersDesk } from './customers-desk.ts';

const names = ['tableName', 'dataKeyId', 'publicUrl', 'allowedOrigins'] as const;

export function connect(): Connection<CustomersDesk> {
  const { tableName, dataKeyId, ...reached } = readEnvironment(names);
  const table = openTable(tableName);
  const keys = keysFrom(openMasterKeys(table, dataKeyId, { now }), now);
  return {
    desk: { ...openDeskBase(table), register: openCustomerRegister(table), keys },
    authenticate: openAuthentication(table, now),
    ...reached,
  };
}
