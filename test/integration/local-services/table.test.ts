import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Services } from '#infra/local/contracts.ts';
import { readStream } from './read-stream.ts';
import { aFolder, startForTest } from './services-for-tests.ts';
import { aTable, clientSettings } from './settings-for-tests.ts';

const TableName = 'things';
const keyOf = (pk: string) => ({ pk: { S: pk }, sk: { S: 's' } });
const connect = (services: Services) => new DynamoDBClient(clientSettings(services, 'DYNAMODB'));

async function put(client: DynamoDBClient, pk: string, expiresAt?: number) {
  const expiry = expiresAt === undefined ? {} : { expiresAt: { N: `${expiresAt}` } };
  await client.send(new PutItemCommand({ TableName, Item: { ...keyOf(pk), ...expiry } }));
}

describe('the table', () => {
  it('keeps items and its stream over a restart', async () => {
    const dataFolder = aFolder();
    const before = await startForTest({ dataFolder });
    await put(connect(before), 'kept');
    await before.close();

    const after = await startForTest({ dataFolder });

    const { Item } = await connect(after).send(new GetItemCommand({ TableName, Key: keyOf('kept') }));
    expect(Item).toEqual(keyOf('kept'));
    expect(await readStream(after)).toMatchObject([{ eventName: 'INSERT' }]);
  });

  it('forgets on request what was read of its stream, never the rest, and goes on counting', async () => {
    const dataFolder = aFolder();
    const services = await startForTest({ dataFolder });
    const client = connect(services);
    for (const pk of ['a', 'b', 'c']) await put(client, pk);
    const [, second] = await readStream(services);

    services.engine.trimStream(second!.dynamodb!.SequenceNumber!);
    const left = await readStream(services);
    services.engine.trimStream('999999');
    await services.close();
    const after = await startForTest({ dataFolder });
    await put(connect(after), 'd');

    expect(left.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S)).toEqual(['b', 'c']);
    const last = await readStream(after);
    expect(last.map(({ dynamodb }) => dynamodb?.SequenceNumber)).toEqual(['3', '4']);
  });

  it('tells of each write, and of nothing else, by its version', async () => {
    const services = await startForTest();
    const client = connect(services);
    await put(client, 'first');
    const before = services.engine.version();

    await client.send(new GetItemCommand({ TableName, Key: keyOf('first') }));
    await readStream(services);
    const afterReading = services.engine.version();
    await put(client, 'second');

    expect(before).not.toBeNull();
    expect(afterReading).toBe(before);
    expect(services.engine.version()).not.toBe(before);
  });

  it.each([
    [
      "SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'things'",
      /smista_stream_order/,
    ],
    [
      "SELECT 1 FROM things WHERE CAST(json_extract(item_json, '$.expiresAt.N') AS INTEGER) < 5",
      /smista_expiry/,
    ],
  ])('finds by an index what the engine and the sweep ask for: %s', async (query, index) => {
    const dataFolder = aFolder();
    await startForTest({ dataFolder });
    const file = new DatabaseSync(join(dataFolder, 'table.db'), { readOnly: true });

    const plan = file.prepare(`EXPLAIN QUERY PLAN ${query}`).all();
    file.close();

    expect(JSON.stringify(plan)).toMatch(index);
  });

  it('leaves another server that it is given alone, but for the table it lacks', async () => {
    const other = await startForTest({ table: { ...aTable, name: 'others' } });
    const dynamodbEndpoint = other.environment['AWS_ENDPOINT_URL_DYNAMODB']!;

    const services = await startForTest({ dynamodbEndpoint });
    await put(connect(services), 'old', 1000);
    await put(connect(services), 'new', 3000);

    expect(services.engine.endpoint).toBe(dynamodbEndpoint);
    expect(await services.engine.sweepExpired(2_000_000)).toBe(1);
    const { Items } = await connect(other).send(new ScanCommand({ TableName }));
    expect(Items).toMatchObject([keyOf('new')]);
  });
});

describe('the sweep of expired items', () => {
  it('deletes what expired before now, and shows it on the stream', async () => {
    const services = await startForTest();
    const client = connect(services);
    await put(client, 'past', 1999);
    await put(client, 'now', 2000);
    await put(client, 'never');

    const deleted = await services.engine.sweepExpired(2_000_500);

    expect(deleted).toBe(1);
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['never', 'now']);
    expect((await readStream(services)).at(-1)).toMatchObject({
      eventName: 'REMOVE',
      dynamodb: { OldImage: keyOf('past') },
    });
  });

  it('spares an item whose expiry was moved or taken away', async () => {
    const services = await startForTest();
    const client = connect(services);
    for (const pk of ['moved', 'freed']) await put(client, pk, 1000);

    await put(client, 'moved', 9000);
    await client.send(
      new UpdateItemCommand({ TableName, Key: keyOf('freed'), UpdateExpression: 'REMOVE expiresAt' }),
    );

    expect(await services.engine.sweepExpired(2_000_000)).toBe(0);
  });
});

describe('injected conflicts', () => {
  it('fall on the same writes for the same seed, and those write nothing', async () => {
    const run = async () => {
      const services = await startForTest({ conflictShare: 0.4, conflictSeed: 7 });
      const client = connect(services);
      const refused: string[] = [];
      for (let n = 0; n < 20; n += 1) {
        await put(client, `${n}`).catch((fault: unknown) => {
          expect(fault).toBeInstanceOf(TransactionConflictException);
          refused.push(`${n}`);
        });
      }
      const { Items = [] } = await client.send(new ScanCommand({ TableName }));
      return { refused, written: Items.map(({ pk }) => pk?.S ?? '') };
    };

    const first = await run();
    const second = await run();

    expect(second.refused).toEqual(first.refused);
    expect(first.refused.length).toBeGreaterThan(2);
    expect(first.written).toHaveLength(20 - first.refused.length);
    expect(new Set([...first.written, ...first.refused]).size).toBe(20);
  });

  it('name one reason for each item of a transaction', async () => {
    const client = connect(await startForTest({ conflictShare: 1 }));
    const TransactItems = ['a', 'b'].map((pk) => ({ Put: { TableName, Item: keyOf(pk) } }));

    const fault: unknown = await client
      .send(new TransactWriteItemsCommand({ TransactItems }))
      .catch((e) => e);

    expect(fault).toBeInstanceOf(TransactionCanceledException);
    const codes = (fault as TransactionCanceledException).CancellationReasons?.map(({ Code }) => Code);
    expect(codes).toEqual(['TransactionConflict', 'None']);
  });

  it('spare reads, and deletes are writes', async () => {
    const client = connect(await startForTest({ conflictShare: 1 }));

    const read = await client.send(new GetItemCommand({ TableName, Key: keyOf('a') }));
    const deleting = () => client.send(new DeleteItemCommand({ TableName, Key: keyOf('a') }));

    expect(read.Item).toBeUndefined();
    await expect(deleting()).rejects.toBeInstanceOf(TransactionConflictException);
  });
});
