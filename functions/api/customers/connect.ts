import type { Connection } from '#shared/lambda/serve.ts';
import { openCustomerRegister } from '#shared/persistence/customer-register.ts';
import { openDeskBase } from '#shared/persistence/open-desk.ts';
import { doorVariables, openDoor } from '#shared/persistence/open-door.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import type { CustomersDesk } from './customers-desk.ts';

export function connect(): Connection<CustomersDesk> {
  const { dueShards, ...settings } = readEnvironment([...doorVariables, 'dueShards']);
  const { table, keys, door } = openDoor(settings);
  return {
    desk: { ...openDeskBase(table), register: openCustomerRegister(table, dueShards), keys },
    ...door,
  };
}
