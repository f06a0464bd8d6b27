import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { ServiceSettings, Services } from '../contracts.ts';
import { connectionIn } from '../live/connections-protocol.ts';
import { createEventBusProtocol } from './bus/event-bus-protocol.ts';
import { egressHeaders } from './captured-fetch.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { JsonProtocol } from './json-call.ts';
import { createKeyProtocol } from './keys/key-protocol.ts';
import { type Answering, answerJson, listenOnLoopback, readBody } from './loopback-server.ts';
import { ObjectFiles } from './objects/object-files.ts';
import { localCredentials } from './objects/presigned-link.ts';
import { createS3Protocol } from './objects/s3-protocol.ts';
import { createEgress } from './outbox/egress.ts';
import { KeptOutbox } from './outbox/kept-outbox.ts';
import { answerSendEmail } from './outbox/ses-protocol.ts';
import { DurableQueues } from './queues/durable-queues.ts';
import { createSqsProtocol, toQueueUrl } from './queues/sqs-protocol.ts';
import { recorded } from './recorded-calls.ts';
import { startTableEngine } from './table/table-engine.ts';

/** Starts what the functions find on AWS: table, queues, objects, mail, bus, keys; all on loopback. */
export async function startServices(settings: ServiceSettings): Promise<Services> {
  const closings: Closing[] = [];
  const close = async (): Promise<void> => {
    for (const closing of closings.splice(0).reverse()) await closing();
  };
  try {
    return { ...(await openServices(settings, closings)), close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

type Closing = () => void | Promise<void>;

async function openServices(
  settings: ServiceSettings,
  closings: Closing[],
): Promise<Omit<Services, 'close'>> {
  const { clock } = settings;
  const folder = openDataFolder(settings.dataFolder);
  closings.push(() => folder.discard());
  // The queues lock the folder: a second platform on it stops here, before it touches anything else.
  const queues = new DurableQueues(join(folder.path, 'queues.db'), settings.queues, clock);
  closings.push(() => queues.close());
  const outbox = new KeptOutbox(join(folder.path, 'outbox.db'), clock);
  closings.push(() => outbox.close());
  const objects = new ObjectFiles(folder, settings.buckets, clock);
  const engine = await startTableEngine(settings, folder);
  closings.push(() => engine.close());
  const objectServer = await listenOnLoopback(
    recorded(createS3Protocol(objects, clock), settings.recordCall),
  );
  closings.push(() => objectServer.close());
  const endpoint = { url: '' };
  const answering = createAnswering({ settings, folder, queues, outbox, endpoint });
  const server = await listenOnLoopback(recorded(answering, settings.recordCall));
  closings.push(() => server.close());
  endpoint.url = server.url;
  return {
    queues,
    objects,
    outbox,
    engine,
    environment: toEnvironment({ table: engine, objects: objectServer.url, others: server.url }),
    queueUrl: (queueName) => toQueueUrl(server.url, queueName),
  };
}

interface Parts {
  readonly settings: ServiceSettings;
  readonly folder: DataFolder;
  readonly queues: DurableQueues;
  readonly outbox: KeptOutbox;
  readonly endpoint: { readonly url: string };
}

function createAnswering({ settings, folder, queues, outbox, endpoint }: Parts): Answering {
  const { clock, eventBusName: busName, onBusEvent } = settings;
  const egress = createEgress(outbox, clock);
  const protocols: Readonly<Record<string, JsonProtocol>> = {
    AmazonSQS: createSqsProtocol(queues, () => endpoint.url),
    AWSEvents: createEventBusProtocol({ busName, clock, onBusEvent }),
    TrentService: createKeyProtocol(folder, settings.keyId),
  };
  return async (request, response) => {
    if (request.headers[egressHeaders.url] !== undefined) return await egress(request, response);
    if (request.url === '/v2/email/outbound-emails' && request.method === 'POST') {
      return await answerSendEmail(outbox, (await readBody(request)).toString('utf8'), response);
    }
    if (settings.answerConnections && connectionIn(request.url) !== undefined) {
      return await settings.answerConnections(request, response);
    }
    await answerJsonCall(protocols, request, response);
  };
}

async function answerJsonCall(
  protocols: Readonly<Record<string, JsonProtocol>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const text = (await readBody(request)).toString('utf8');
  const protocol = protocols[service];
  if (protocol) return await protocol({ operation, body: JSON.parse(text || '{}') as unknown, response });
  answerJson(response, {
    status: 404,
    body: { __type: 'UnknownOperationException', message: 'Not served here.' },
  });
}

function toEnvironment(urls: {
  table: { endpoint: string; directEndpoint: string };
  objects: string;
  others: string;
}) {
  return {
    AWS_REGION: 'eu-local-1',
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: urls.table.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: urls.table.directEndpoint,
    AWS_ENDPOINT_URL_S3: urls.objects,
    AWS_ENDPOINT_URL_SQS: urls.others,
    AWS_ENDPOINT_URL_EVENTBRIDGE: urls.others,
    AWS_ENDPOINT_URL_SESV2: urls.others,
    AWS_ENDPOINT_URL_KMS: urls.others,
    AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: urls.others,
    SMISTA_EGRESS_URL: urls.others,
  };
}
