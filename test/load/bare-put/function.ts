import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Puts what it gets, as one item: the least that a request that writes can do. */
export async function handler({ body }: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const Item = { pk: `BARE#${randomUUID()}`, sk: 'BARE', type: 'bare', data: body };
  await client.send(new PutCommand({ TableName: process.env['TABLE_NAME'], Item }));
  return { statusCode: 201, body: '{}' };
}
