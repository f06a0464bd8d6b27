import { DatabaseSync } from 'node:sqlite';

export interface OwnedDatabase {
  readonly connection: DatabaseSync;
  inTransaction<T>(work: () => T): T;
  close(): void;
}

/**
 * A file of this process alone: the exclusive lock keeps a second platform off the same folder and ends with the process.
 * Without syncing, a commit survives the death of the process, though not that of the machine.
 */
export function openOwnedDatabase(file: string, schema: string): OwnedDatabase {
  const connection = openLocked(file, schema);
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const inTransaction = <T>(work: () => T): T => {
    if (connection.isTransaction) return work();
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (fault) {
      rollback.run();
      throw fault;
    }
  };
  return {
    connection,
    inTransaction,
    close: () => {
      if (connection.isOpen) connection.close();
    },
  };
}

function openLocked(file: string, schema: string): DatabaseSync {
  const connection = new DatabaseSync(file, { timeout: 1000 });
  try {
    connection.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
    );
    connection.exec(schema);
    return connection;
  } catch (cause) {
    connection.close();
    throw new Error(`Cannot open ${file}. Is another platform running on this folder?`, { cause });
  }
}
