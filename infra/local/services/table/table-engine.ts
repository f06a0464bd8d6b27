import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { ServiceSettings, TableEngine } from '../../contracts.ts';
import type { DataFolder } from '../data-folder.ts';
import { localCredentials } from '../objects/presigned-link.ts';
import { startConflictProxy } from './conflict-proxy.ts';
import { openEngineFile } from './engine-file.ts';
import { startEngineProcess } from './engine-process.ts';
import { createExpiryScan, type ExpirySource } from './expiry-scan.ts';

const sweepBatch = 1000;

interface StartedEngine extends TableEngine {
  /** Past the injected conflicts: for reading the stream. */
  readonly directEndpoint: string;
}

export async function startTableEngine(
  settings: ServiceSettings,
  folder: DataFolder,
): Promise<StartedEngine> {
  const file = join(folder.path, 'table.db');
  const { dynamodbEndpoint } = settings;
  if (dynamodbEndpoint !== undefined) return await connect(settings, { endpoint: dynamodbEndpoint });
  const engine = await startEngineProcess(folder, file);
  try {
    return await connect(settings, { ...engine, file });
  } catch (fault) {
    await engine.close();
    throw fault;
  }
}

interface Server {
  readonly endpoint: string;
  /** Only an engine of our own has a file that may be opened, and an end. */
  readonly file?: string;
  close?(): Promise<void>;
}

async function connect(settings: ServiceSettings, server: Server): Promise<StartedEngine> {
  const { conflictShare: share, conflictSeed: seed, recordCall, table } = settings;
  const client = createClient(server.endpoint);
  await createTableIfAbsent(client, table);
  const file = server.file === undefined ? undefined : openEngineFile(server.file, toEngineTable(table));
  const isBetween = share > 0 || recordCall !== undefined;
  const proxy = isBetween
    ? await startConflictProxy({ target: server.endpoint, share, seed, recordCall })
    : undefined;
  const source = file ?? createExpiryScan(client, toEngineTable(table));
  return {
    endpoint: proxy?.url ?? server.endpoint,
    directEndpoint: server.endpoint,
    sweepExpired: (nowMs) => sweepExpired({ client, source, table }, Math.floor(nowMs / 1000)),
    trimStream: (before) => file?.trimStream(before),
    version: () => file?.version() ?? null,
    close: async () => {
      client.destroy();
      await proxy?.close();
      file?.close();
      await server.close?.();
    },
  };
}

function createClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region: 'eu-local-1', credentials: localCredentials });
}

async function createTableIfAbsent(client: DynamoDBClient, table: ServiceSettings['table']): Promise<void> {
  const TableName = table.name;
  try {
    await client.send(new DescribeTableCommand({ TableName }));
  } catch (fault) {
    if (!(fault instanceof ResourceNotFoundException)) throw fault;
    await client.send(
      new CreateTableCommand({
        ...(table.createTableInput as unknown as CreateTableCommandInput),
        TableName,
      }),
    );
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
}

function toEngineTable({ name, createTableInput, ttlAttribute }: ServiceSettings['table']) {
  const { KeySchema = [] } = createTableInput as unknown as CreateTableCommandInput;
  return { name, ttlAttribute, keyNames: KeySchema.flatMap(({ AttributeName }) => AttributeName ?? []) };
}

interface Sweep {
  readonly client: DynamoDBClient;
  readonly source: ExpirySource;
  readonly table: ServiceSettings['table'];
}

/** The condition spares an item whose expiry was moved between reading and deleting it. */
async function sweepExpired({ client, source, table }: Sweep, nowSeconds: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const found = await source.listExpired(nowSeconds, sweepBatch);
    for (const { key, expiresAtSeconds } of found) {
      const command = new DeleteItemCommand({
        TableName: table.name,
        Key: key,
        ConditionExpression: '#expiry = :seen',
        ExpressionAttributeNames: { '#expiry': table.ttlAttribute },
        ExpressionAttributeValues: { ':seen': { N: expiresAtSeconds } },
      });
      deleted += await client.send(command).then(() => 1, ignoreMoved);
    }
    if (found.length < sweepBatch) return deleted;
  }
}

function ignoreMoved(fault: unknown): number {
  if (fault instanceof ConditionalCheckFailedException) return 0;
  throw fault;
}
