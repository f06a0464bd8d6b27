import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Services } from '#infra/local/contracts.ts';

interface StreamRecord {
  readonly eventName?: string;
  readonly dynamodb?: {
    readonly SequenceNumber?: string;
    readonly Keys?: Readonly<Record<string, AttributeValue>>;
    readonly OldImage?: Readonly<Record<string, AttributeValue>>;
  };
}

/** All that the stream of the only table keeps, oldest first. */
export async function readStream(services: Services): Promise<StreamRecord[]> {
  const { Streams } = await call<{ Streams: { StreamArn: string }[] }>(services, 'ListStreams', {});
  const StreamArn = Streams[0]!.StreamArn;
  const { StreamDescription } = await call<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    services,
    'DescribeStream',
    { StreamArn },
  );
  const { ShardId } = StreamDescription.Shards[0]!;
  const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  const { ShardIterator } = await call<{ ShardIterator: string }>(services, 'GetShardIterator', start);
  const { Records } = await call<{ Records: StreamRecord[] }>(services, 'GetRecords', { ShardIterator });
  return Records;
}

async function call<T>(services: Services, operation: string, body: object): Promise<T> {
  const answer = await fetch(services.environment['AWS_ENDPOINT_URL_DYNAMODB_STREAMS']!, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/eu-local-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
