/** Run as a process of its own, so that a test can kill it: each mail becomes an item, each item a marker by the stream. */
import { join } from 'node:path';
import { startPlatform } from '#infra/local/platform.ts';
import { arn, fromQueue, fromStream, queue, route, smallApp } from './small-app.ts';

const folder = process.argv[2] ?? '';
const { app } = smallApp({
  folder: join(folder, 'app'),
  functions: {
    Arrived: {
      source: `export const handler = async ({ Records }) => { for (const record of Records) { await new Promise((go) => setTimeout(go, 5)); await put('mail/' + JSON.parse(record.body).Records[0].s3.object.key, { type: { S: 'mail' } }); } };`,
    },
    Announce: {
      source:
        "export const handler = async ({ Records }) => { for (const record of Records) await put('marker/' + record.dynamodb.Keys.pk.S); };",
    },
    Count: {
      source: `export const handler = async () => {
        const count = { mails: 0, markers: 0 };
        let from;
        do {
          const page = await aws('DynamoDB_20120810', 'Scan', { TableName: process.env.TABLE_NAME, ...(from && { ExclusiveStartKey: from }) });
          for (const item of page.Items) count[item.pk.S.startsWith('mail/') ? 'mails' : 'markers'] += 1;
          from = page.LastEvaluatedKey;
        } while (from);
        return count;
      };`,
    },
  },
  resources: {
    Arrivals: queue({ VisibilityTimeout: 600 }),
    FromArrivals: fromQueue('Arrivals', 'Arrived'),
    Mail: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'mail',
        NotificationConfiguration: {
          QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn('Arrivals') }],
        },
      },
    },
    Stream: fromStream('Announce', {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { type: { S: ['mail'] } } } }) }],
      },
    }),
    ...route('Count', 'GET /count'),
  },
});
const platform = await startPlatform({ app, dataFolder: join(folder, 'data') });
process.on('SIGTERM', () => void platform.close().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ url: platform.url, smtpPort: platform.smtpPort })}\n`);
