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
import type { LoopbackServer } from '../loopback-server.ts';
import { startConflictProxy } from './conflict-proxy.ts';
import { type EngineFile, openEngineFile } from './engine-file.ts';
import { type EngineProcess, startEngineProcess } from './engine-process.ts';
import { createExpiryScan, type ExpirySource } from './expiry-scan.ts';

const sweepBatch = 1000;

interface Parts {
  readonly client: DynamoDBClient;
  readonly expired: ExpirySource;
  readonly file?: EngineFile;
  readonly process?: EngineProcess;
  readonly proxy?: LoopbackServer;
}

export interface StartedEngine extends TableEngine {
  /** Past the injected conflicts: for the platform's own reading. */
  readonly directEndpoint: string;
}

export async function startTableEngine(
  settings: ServiceSettings,
  folder: DataFolder,
): Promise<StartedEngine> {
  const { conflictShare: share, conflictSeed: seed, dynamodbEndpoint } = settings;
  const file = join(folder.path, 'table.db');
  const process = dynamodbEndpoint === undefined ? await startEngineProcess(file) : undefined;
  const directEndpoint = dynamodbEndpoint ?? process?.endpoint ?? '';
  const client = createClient(directEndpoint);
  await createTableIfAbsent(client, settings.table);
  const engineFile = process && openEngineFile(file, toEngineTable(settings.table));
  const proxy = share > 0 ? await startConflictProxy({ target: directEndpoint, share, seed }) : undefined;
  const expired = engineFile ?? createExpiryScan(client, toEngineTable(settings.table));
  const parts: Parts = {
    client,
    expired,
    ...(engineFile && { file: engineFile }),
    ...(process && { process }),
    ...(proxy && { proxy }),
  };
  return {
    endpoint: proxy?.url ?? directEndpoint,
    directEndpoint,
    sweepExpired: (nowMs) => sweepExpired(parts, settings.table, Math.floor(nowMs / 1000)),
    trimStream: (before) => engineFile?.trimStream(before),
    close: () => closeParts(parts),
  };
}

function createClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'eu-local-1', credentials });
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

/** The condition spares an item whose expiry was moved between reading and deleting it. */
async function sweepExpired(
  parts: Parts,
  table: ServiceSettings['table'],
  nowSeconds: number,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const found = await parts.expired.listExpired(nowSeconds, sweepBatch);
    for (const { key, expiresAtSeconds } of found) {
      const command = new DeleteItemCommand({
        TableName: table.name,
        Key: key as DeleteItemCommand['input']['Key'],
        ConditionExpression: '#expiry = :seen',
        ExpressionAttributeNames: { '#expiry': table.ttlAttribute },
        ExpressionAttributeValues: { ':seen': { N: expiresAtSeconds } },
      });
      deleted += await parts.client.send(command).then(() => 1, ignoreMoved);
    }
    if (found.length < sweepBatch) return deleted;
  }
}

function ignoreMoved(fault: unknown): number {
  if (fault instanceof ConditionalCheckFailedException) return 0;
  throw fault;
}

async function closeParts({ client, file, process, proxy }: Parts): Promise<void> {
  client.destroy();
  await proxy?.close();
  file?.close();
  await process?.close();
}
