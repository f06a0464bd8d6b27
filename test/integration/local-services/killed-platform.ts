import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startServices } from '#infra/local/services/start-services.ts';
import { aClock, aQueue, clientSettings, someSettings } from './settings-for-tests.ts';

/** Stores the same number in a queue, a file and the table, says so, and goes on until it is killed. */
const dataFolder = process.argv[2] ?? '';
const services = await startServices(
  someSettings({ dataFolder, clock: aClock(), queues: [aQueue('lanes.fifo')] }),
);
const client = new DynamoDBClient(clientSettings(services, 'DYNAMODB'));
console.log(services.engine.endpoint);
for (let n = 0; ; n += 1) {
  const name = String(n);
  services.queues.send('lanes.fifo', { body: name, groupId: 'g', deduplicationId: name });
  await services.objects.put('files', name, { bytes: Buffer.from(name) });
  await client.send(new PutItemCommand({ TableName: 'things', Item: { pk: { S: name }, sk: { S: 's' } } }));
  console.log(name);
}
