import { DatabaseSync } from 'node:sqlite';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export interface ExpiredItem {
  readonly key: Record<string, AttributeValue>;
  readonly expiresAtSeconds: string;
}

/** The engine's own database file, beside the engine: what its wire protocol does not offer. */
export interface EngineFile {
  listExpired(nowSeconds: number, most: number): ExpiredItem[];
  trimStream(beforeSequenceNumber: string): void;
  /** Another one after each commit of the engine. */
  version(): number;
  close(): void;
}

/** Bounds the time for which the engine's writes wait. */
const mostTrimmed = 2000;

export interface EngineTable {
  readonly name: string;
  readonly keyNames: readonly string[];
  readonly ttlAttribute: string;
}

/** Without the first index each write reads every stream record that is kept, without the second each sweep every item. */
export function openEngineFile(file: string, { name, keyNames, ttlAttribute }: EngineTable): EngineFile {
  const connection = new DatabaseSync(file, { timeout: 1000 });
  const table = quoteName(name);
  const expiry = `CAST(json_extract(item_json, ${quoteText(`$.${ttlAttribute}.N`)}) AS INTEGER)`;
  connection.exec(`
    CREATE INDEX IF NOT EXISTS smista_stream_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS smista_expiry ON ${table} (${expiry}) WHERE ${expiry} IS NOT NULL;`);
  const selectExpired = connection.prepare(
    `SELECT item_json FROM ${table} WHERE ${expiry} IS NOT NULL AND ${expiry} < ? ORDER BY ${expiry} LIMIT ?`,
  );
  // The engine numbers the next record after the highest that it finds: the last one has to stay.
  const trim = connection.prepare(`
    DELETE FROM _stream_records WHERE id IN (
      SELECT id FROM _stream_records WHERE table_name = :name AND CAST(sequence_number AS INTEGER) < MIN(:before, (
        SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :name))
      ORDER BY CAST(sequence_number AS INTEGER) LIMIT ${mostTrimmed})`);
  const dataVersion = connection.prepare('PRAGMA data_version');
  return {
    listExpired: (nowSeconds, most) =>
      selectExpired.all(nowSeconds, most).map(({ item_json }) => {
        const item = JSON.parse(String(item_json)) as Record<string, AttributeValue>;
        return toExpiredItem(item, { keyNames, ttlAttribute });
      }),
    trimStream: (before) => {
      try {
        trim.run({ name, before: Number(before) });
      } catch (fault) {
        // The next call trims what this one left.
        if (!isBusy(fault)) throw fault;
      }
    },
    version: () => Number(dataVersion.get()?.['data_version']),
    close: () => connection.close(),
  };
}

export function toExpiredItem(
  item: Readonly<Record<string, AttributeValue>>,
  { keyNames, ttlAttribute }: Pick<EngineTable, 'keyNames' | 'ttlAttribute'>,
): ExpiredItem {
  const key = Object.fromEntries(
    keyNames.flatMap((keyName) => {
      const value = item[keyName];
      return value ? [[keyName, value] as const] : [];
    }),
  );
  return { key, expiresAtSeconds: item[ttlAttribute]?.N ?? '' };
}

function isBusy(fault: unknown): boolean {
  return fault instanceof Error && 'errcode' in fault && fault.errcode === 5;
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
