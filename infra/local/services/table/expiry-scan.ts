import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { type EngineTable, type ExpiredItem, toExpiredItem } from './engine-file.ts';

export interface ExpirySource {
  listExpired(nowSeconds: number, most: number): ExpiredItem[] | Promise<ExpiredItem[]>;
}

/** A server that cannot be looked into is read whole, so at most once in this time of the platform clock. */
const restSeconds = 60;

export function createExpiryScan(client: DynamoDBClient, table: EngineTable): ExpirySource {
  let nextAtSeconds = 0;
  return {
    listExpired: async (nowSeconds) => {
      if (nowSeconds < nextAtSeconds) return [];
      nextAtSeconds = nowSeconds + restSeconds;
      return await scanExpired(client, table, nowSeconds);
    },
  };
}

async function scanExpired(
  client: DynamoDBClient,
  { name, keyNames, ttlAttribute }: EngineTable,
  nowSeconds: number,
): Promise<ExpiredItem[]> {
  const aliases = Object.fromEntries(
    [...keyNames, ttlAttribute].map((attribute, index) => [`#a${index}`, attribute]),
  );
  const expiry = `#a${keyNames.length}`;
  const found: ExpiredItem[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: `${expiry} < :now`,
      ProjectionExpression: Object.keys(aliases).join(', '),
      ExpressionAttributeNames: aliases,
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
    },
  );
  for await (const { Items = [] } of pages) {
    found.push(...Items.map((item) => toExpiredItem(item, { keyNames, ttlAttribute })));
  }
  return found;
}
