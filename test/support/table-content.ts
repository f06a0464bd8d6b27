import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import type { Journey } from './journey.ts';

/** Every item of a running system's table, as text to be looked through. */
export async function tableContent({ platform }: Pick<Journey, 'platform'>): Promise<string> {
  const client = new DynamoDBClient({
    endpoint: platform.services.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: 'eu-local-1',
    credentials: localCredentials,
  });
  const pages: unknown[] = [];
  for await (const page of paginateScan({ client }, { TableName: platform.tableName }))
    pages.push(page.Items);
  client.destroy();
  return JSON.stringify(pages);
}
