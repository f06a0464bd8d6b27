import type { UploadStore } from '#shared/domain/attachment/attachment-ports.ts';
import { sharedFileId } from '#shared/domain/attachment/file-id.ts';
import type { FilePlace, Upload } from '#shared/domain/attachment/upload.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import * as keys from './keys.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { put } from './write.ts';

/** An upload that no message takes expires by itself; taking it is a part of the message's transaction. */
export function openUploadStore(table: Table): UploadStore {
  return {
    create: (upload, keep) => {
      const beside = { expiresAt: Math.ceil(toEpochMs(upload.expiresAt) / 1000) };
      const kept = keep === undefined ? [] : [keptAnswerWrite(keep)];
      const item = put(keys.fileById(upload.id), 'file', { data: upload, beside });
      return commitNamed<'saved' | 'kept-already'>(
        table,
        expecting([...kept, item], 'kept-already'),
        'saved',
      );
    },
    findMany: async (ids) =>
      (await table.getMany([...new Set(ids)].map(keys.fileById)))
        .map((item) => thingOf<Partial<Upload>>(item))
        .filter((thing): thing is Upload => thing.uploaderId !== undefined),
    findPlace: async (id) => {
      const item = await table.get(keys.fileById(sharedFileId(id)));
      return item === undefined ? undefined : (thingOf<{ place: FilePlace | null }>(item).place ?? undefined);
    },
  };
}
