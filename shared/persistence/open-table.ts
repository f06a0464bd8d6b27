import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from './table.ts';

/**
 * The SDK keeps connections open by itself. A lost packet must not cost the whole time of a request, so waits end early
 * and the call is made again: transactions carry a token that makes their repeat harmless.
 */
const patience = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} satisfies DynamoDBClientConfig;

export function openTable(name: string, settings: DynamoDBClientConfig = {}): Table {
  const client = new DynamoDBClient({ ...patience, ...settings });
  // It would copy every answer for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  const marshallOptions = { removeUndefinedValues: true };
  return new Table(DynamoDBDocumentClient.from(client, { marshallOptions }), name);
}
