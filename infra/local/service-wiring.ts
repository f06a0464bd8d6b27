import type { OidcSettings } from '#infra/stages/settings.ts';
import { notifyQueues } from './bucket-notifications.ts';
import type { LocalClock } from './clock.ts';
import type { RecordCall, Services } from './contracts.ts';
import { asynchronousQueues, deliverToRules } from './event-bus.ts';
import { createConnectionsProtocol } from './live/connections-protocol.ts';
import { LiveSockets } from './live/live-sockets.ts';
import { startServices } from './services/start-services.ts';
import { readWiring } from './template/read-wiring.ts';
import type { SynthesizedApp } from './template/template.ts';
import type { Wiring } from './template/wiring.ts';

export interface LocalServicesRequest {
  readonly app: SynthesizedApp;
  readonly clock: LocalClock;
  readonly dataFolder: string;
  readonly publicUrl: string;
  readonly options: {
    readonly conflictShare?: number;
    readonly seed?: number;
    readonly dynamodbEndpoint?: string;
    readonly oidc?: OidcSettings;
    readonly recordCall?: RecordCall;
  };
}

/**
 * Starts the services that the templates ask for, then reads the templates again: addresses, which end up in the
 * functions' environment, are known only now.
 */
export async function startLocalServices(
  request: LocalServicesRequest,
): Promise<{ services: Services; wiring: Wiring; sockets: LiveSockets }> {
  const { app, clock, dataFolder, publicUrl, options } = request;
  const names = readWiring(app, { publicUrl, queueUrl: (queueName) => queueName });
  const timeoutByName = new Map(names.functions.map(({ name, timeoutSeconds }) => [name, timeoutSeconds]));
  // Nothing publishes before the functions run, and these start after this assignment.
  let publish: (event: Record<string, unknown>) => void = () => undefined;
  const sockets = new LiveSockets(() => clock.now());
  const services = await startServices({
    clock,
    answerConnections: createConnectionsProtocol(sockets),
    dataFolder,
    queues: [...names.queues, ...asynchronousQueues(names.busRules, (name) => timeoutByName.get(name) ?? 0)],
    buckets: names.buckets,
    table: names.table,
    eventBusName: names.eventBusName,
    keyId: names.keyId,
    conflictShare: options.conflictShare ?? 0,
    conflictSeed: options.seed ?? 1,
    ...(options.dynamodbEndpoint !== undefined && { dynamodbEndpoint: options.dynamodbEndpoint }),
    ...(options.recordCall && { recordCall: options.recordCall }),
    onBusEvent: (event) => publish(event),
  });
  const { queues, objects } = services;
  const read = readWiring(app, { publicUrl, queueUrl: (queueName) => services.queueUrl(queueName) });
  const wiring = withConnections(withIssuer(read, options.oidc), services);
  publish = (event) => deliverToRules(wiring.busRules, queues, event);
  objects.onCreated((object) =>
    notifyQueues({ notifications: wiring.notifications, queues, now: () => clock.now() }, object),
  );
  return { services, wiring, sockets };
}

/** The synthesized app is the same for every issuer, as for every port: who is told of one is told of this one. */
function withIssuer(wiring: Wiring, oidc: OidcSettings | undefined): Wiring {
  if (oidc === undefined) return wiring;
  return toldTo(wiring, {
    OIDC_ISSUER: oidc.issuer,
    OIDC_AUDIENCE: oidc.audience,
    OIDC_JWKS_URI: oidc.jwksUri ?? '',
  });
}

/** In the cloud the connections have an address of the gateway's own. */
function withConnections(wiring: Wiring, { environment }: Services): Wiring {
  if (wiring.live === null) return wiring;
  const { apiId, stage } = wiring.live;
  const LIVE_ENDPOINT = `${environment['AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI']}/${apiId}/${stage}`;
  return toldTo(wiring, { LIVE_ENDPOINT });
}

/** Who is told the first of these things is told these instead of what the app says. */
function toldTo(wiring: Wiring, told: Readonly<Record<string, string>>): Wiring {
  const [first = ''] = Object.keys(told);
  const functions = wiring.functions.map((each) =>
    first in each.environment ? { ...each, environment: { ...each.environment, ...told } } : each,
  );
  return { ...wiring, functions };
}
