import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * What the platform itself must remember: how far each stream is read, and its clock.
 * The exclusive lock on the file also keeps a second platform off the folder; the system frees it when a process is killed.
 */
export class PlatformStore {
  readonly #database: DatabaseSync;
  readonly #writeValue: StatementSync;
  readonly #readValue: StatementSync;
  readonly #forgetValue: StatementSync;

  constructor(dataFolder: string) {
    this.#database = openLocked(dataFolder);
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    );
    this.#writeValue = this.#database.prepare('INSERT OR REPLACE INTO remembered VALUES (?, ?)');
    this.#forgetValue = this.#database.prepare('DELETE FROM remembered WHERE name = ?');
    this.#readValue = this.#database.prepare('SELECT value FROM remembered WHERE name = ?');
  }

  find(name: string): string | undefined {
    const row = this.#readValue.get(name);
    return row === undefined ? undefined : String(row['value']);
  }

  keep(name: string, value: string): void {
    this.#writeValue.run(name, value);
  }

  forget(name: string): void {
    this.#forgetValue.run(name);
  }

  listStartingWith(start: string): { readonly name: string; readonly value: string }[] {
    const rows = this.#database.prepare('SELECT name, value FROM remembered WHERE substr(name, 1, ?) = ?');
    return rows
      .all(start.length, start)
      .map(({ name, value }) => ({ name: String(name), value: String(value) }));
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function openLocked(dataFolder: string): DatabaseSync {
  if (dataFolder === ':memory:') return new DatabaseSync(':memory:');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(dataFolder, 'platform.db'));
  try {
    // NORMAL survives a killed process; only a power cut may lose the last positions, which are then read again.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
    return database;
  } catch (cause) {
    database.close();
    throw new FolderInUse(`The data folder ${dataFolder} is in use by another running Smista.`, { cause });
  }
}
