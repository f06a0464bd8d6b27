import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Objects, PlatformClock, StoredObject } from '../../contracts.ts';
import type { DataFolder } from '../data-folder.ts';

/** Headers that a stored object gives back as it got them. */
export type ObjectHeaders = Readonly<Record<string, string>>;

interface ObjectFacts {
  readonly key: string;
  readonly eTag: string;
  readonly storedAtMs: number;
  readonly headers: ObjectHeaders;
}

export interface WholeObject extends ObjectFacts {
  readonly bytes: Buffer;
}

export interface ObjectContent {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly headers?: ObjectHeaders;
}

/**
 * One file for each object: a line of facts, then the bytes. The file's name is a digest of the key,
 * so that no key, however long or crooked, names anything outside its bucket.
 */
export class ObjectFiles implements Objects {
  readonly #folder: DataFolder;
  readonly #buckets: ReadonlySet<string>;
  readonly #clock: PlatformClock;
  readonly #listeners: ((object: StoredObject) => void | Promise<void>)[] = [];
  readonly #drafts: string;
  #stored = 0;

  constructor(folder: DataFolder, buckets: readonly string[], clock: PlatformClock) {
    this.#folder = folder;
    this.#buckets = new Set(buckets);
    this.#clock = clock;
    this.#drafts = join(folder.path, 'drafts');
    // Whatever a killed process left half-written.
    rmSync(this.#drafts, { recursive: true, force: true });
    mkdirSync(this.#drafts);
  }

  hasBucket(bucket: string): boolean {
    return this.#buckets.has(bucket);
  }

  async put(bucket: string, key: string, content: ObjectContent): Promise<StoredObject> {
    const file = this.#toFile(bucket, key);
    const storedAtMs = this.#clock.now();
    const eTag = createHash('md5').update(content.bytes).digest('hex');
    const headers = { 'content-type': content.contentType ?? 'application/octet-stream', ...content.headers };
    const facts: ObjectFacts = { key, eTag, storedAtMs, headers };
    await this.#write(file, facts, content.bytes);
    const object = {
      bucket,
      key,
      sizeBytes: content.bytes.byteLength,
      eTag,
      sequencer: this.#nextSequencer(storedAtMs),
    };
    for (const listener of this.#listeners) await listener(object);
    return object;
  }

  async get(bucket: string, key: string): ReturnType<Objects['get']> {
    const found = await this.find(bucket, key);
    return (
      found && { bytes: found.bytes, contentType: found.headers['content-type'] ?? '', eTag: found.eTag }
    );
  }

  async find(bucket: string, key: string): Promise<WholeObject | undefined> {
    const content = await readFile(this.#toFile(bucket, key)).catch(refuseUnlessAbsent);
    if (!content) return undefined;
    const end = content.indexOf(0x0a);
    const facts = JSON.parse(content.toString('utf8', 0, end)) as ObjectFacts;
    return { ...facts, bytes: content.subarray(end + 1) };
  }

  async delete(bucket: string, key: string): Promise<void> {
    await unlink(this.#toFile(bucket, key)).catch(refuseUnlessAbsent);
  }

  onCreated(listener: (object: StoredObject) => void | Promise<void>): void {
    this.#listeners.push(listener);
  }

  #toFile(bucket: string, key: string): string {
    if (!this.#buckets.has(bucket)) throw new Error(`There is no bucket ${bucket}.`);
    const digest = createHash('sha256').update(key).digest('hex');
    return join(this.#folder.path, 'objects', toFolderName(bucket), digest.slice(0, 2), digest.slice(2));
  }

  async #write(file: string, facts: ObjectFacts, bytes: Uint8Array): Promise<void> {
    const draft = join(this.#drafts, randomUUID());
    try {
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writev([Buffer.from(`${JSON.stringify(facts)}\n`), bytes]);
        if (this.#folder.kept) await handle.sync();
      } finally {
        await handle.close();
      }
      await this.#makeFolder(dirname(file));
      await rename(draft, file);
    } catch (fault) {
      await rm(draft, { force: true });
      throw fault;
    }
    if (this.#folder.kept) await syncFolder(dirname(file));
  }

  async #makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true });
    if (made === undefined || !this.#folder.kept) return;
    for (let parent = dirname(folder); parent.length >= dirname(made).length; parent = dirname(parent)) {
      await syncFolder(parent);
    }
  }

  /** Rises with every object, also over restarts: the clock never goes back. */
  #nextSequencer(storedAtMs: number): string {
    this.#stored += 1;
    const count = (this.#stored % 0xffff).toString(16).padStart(4, '0');
    return `${storedAtMs.toString(16).padStart(12, '0')}${count}`.toUpperCase();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function toFolderName(bucket: string): string {
  return Buffer.from(bucket).toString('base64url');
}

function refuseUnlessAbsent(fault: NodeJS.ErrnoException): undefined {
  if (fault.code !== 'ENOENT') throw fault;
}
