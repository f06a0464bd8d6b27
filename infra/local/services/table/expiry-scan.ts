import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { ExpiredItem } from './engine-file.ts';

export interface ExpirySource {
  listExpired(nowSeconds: number, most: number): ExpiredItem[] | Promise<ExpiredItem[]>;
}

interface ScannedTable {
  readonly name: string;
  readonly keyNames: readonly string[];
  readonly ttlAttribute: string;
}

/** A server that cannot be looked into is read whole, so at most once in this time of the platform clock. */
const restSeconds = 60;

export function createExpiryScan(client: DynamoDBClient, table: ScannedTable): ExpirySource {
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
  { name, keyNames, ttlAttribute }: ScannedTable,
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
    for (const item of Items) {
      const key = Object.fromEntries(keyNames.map((keyName) => [keyName, item[keyName]]));
      found.push({ key, expiresAtSeconds: item[ttlAttribute]?.N ?? '' });
    }
  }
  return found;
}
