import { z } from 'zod';
import { arnOf } from './aws-names.ts';
import { readBuckets, readInboundMail, readNotifications } from './read-buckets.ts';
import { readBusRules, readEventBusName, readSchedules } from './read-events.ts';
import { readFunctions } from './read-functions.ts';
import { readLive } from './read-live.ts';
import { readQueueMappings, readStreamMappings } from './read-mappings.ts';
import { readQueues } from './read-queues.ts';
import { readRoutes } from './read-routes.ts';
import { readTable } from './read-table.ts';
import type { Addresses } from './references.ts';
import { Resources } from './resources.ts';
import { type SynthesizedApp, UnsupportedTemplate } from './template.ts';
import type { Wiring } from './wiring.ts';

/** Addresses of services are known only once these run; what they need to start (names, settings) does not depend on them. */
export function readWiring(app: SynthesizedApp, addresses: Addresses): Wiring {
  const resources = new Resources(app, addresses);
  const [key] = resources.list('AWS::KMS::Key', z.looseObject({}));
  const wiring: Wiring = {
    functions: readFunctions(resources, app.assetFolders),
    routes: readRoutes(resources),
    live: readLive(resources),
    queues: readQueues(resources),
    queueMappings: readQueueMappings(resources),
    streamMappings: readStreamMappings(resources),
    buckets: readBuckets(resources),
    notifications: readNotifications(resources),
    inboundMail: readInboundMail(resources),
    eventBusName: readEventBusName(resources),
    busRules: readBusRules(resources),
    schedules: readSchedules(resources),
    table: readTable(resources),
    keyId: arnOf('kms', `key/${key?.name ?? 'data'}`),
  };
  refuseLooseEnds(wiring);
  return wiring;
}

/** Every function and queue that something points to must be one that runs here. */
function refuseLooseEnds(wiring: Wiring): void {
  const functionNames = new Set(wiring.functions.map(({ name }) => name));
  const queueNames = new Set(wiring.queues.map(({ name }) => name));
  const targets = wiring.busRules.map(({ target }) => target);
  const usedFunctions = [
    ...[
      ...wiring.routes,
      ...(wiring.live?.routes ?? []),
      ...wiring.queueMappings,
      ...wiring.streamMappings,
      ...wiring.schedules,
    ].map(({ functionName }) => functionName),
    ...targets.filter(({ kind }) => kind === 'function').map(({ name }) => name),
  ];
  const usedQueues = [
    ...wiring.queueMappings.map(({ queueName }) => queueName),
    ...wiring.notifications.map(({ queueName }) => queueName),
    ...targets.filter(({ kind }) => kind === 'queue').map(({ name }) => name),
  ];
  const missing = [
    ...usedFunctions.filter((name) => !functionNames.has(name)),
    ...usedQueues.filter((name) => !queueNames.has(name)),
  ];
  if (missing.length > 0)
    throw new UnsupportedTemplate(`The templates point to what they do not have: ${missing.join()}`);
}
