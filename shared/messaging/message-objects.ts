import type { MessageObjects } from '#shared/domain/ticket/purge-store.ts';
import { fileKey } from './message-files.ts';
import type { ObjectPlace, ObjectStore } from './object-store.ts';

/** @param bucket of files and long texts; a mail as it came says itself where it lies. */
export function openMessageObjects(objects: ObjectStore, bucket: string): MessageObjects {
  return {
    remove: async ({ message: { attachments, raw }, textKey }) => {
      const places: ObjectPlace[] = [
        ...attachments.map(({ id }) => ({ bucket, key: fileKey(id) })),
        ...(textKey === null ? [] : [{ bucket, key: textKey }]),
        ...(raw === null ? [] : [raw]),
      ];
      await Promise.all(places.map((place) => objects.remove(place)));
    },
  };
}
