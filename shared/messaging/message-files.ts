import type { FileStore } from '#shared/domain/inbound/inbound-desk.ts';
import type { ObjectStore } from './object-store.ts';

/** Where a message's file lies; its id cannot be guessed, and links to it end after a minute. */
export const fileKey = (id: string) => `files/${id}`;

export function openFiles(objects: ObjectStore, bucket: string): FileStore {
  return {
    put: (id, { bytes, type }) => objects.put({ bucket, key: fileKey(id) }, { bytes, type }),
    get: async (id) => {
      const found = await objects.find({ bucket, key: fileKey(id) });
      if (found === undefined) throw new Error(`the file ${id} is not there`);
      return found.bytes;
    },
  };
}
