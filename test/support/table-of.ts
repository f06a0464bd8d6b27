import type { Platform } from '#infra/local/platform.ts';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import type { Table } from '#shared/persistence/table.ts';

/** The table of a running system, for what no request can leave there. */
export function tableOf({ services, tableName }: Platform): Table {
  const endpoint = services.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '';
  return openTable(tableName, { endpoint, region: 'eu-local-1', credentials: localCredentials });
}
