import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadStore } from '#shared/domain/attachment/attachment-ports.ts';
import { nthFileId } from '#shared/domain/attachment/file-id.ts';
import type { Upload } from '#shared/domain/attachment/upload.ts';
import type { AttachmentId } from '#shared/domain/ids.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openUploadStore } from '#shared/persistence/upload-store.ts';
import { atMinute } from '#test/support/builders.ts';
import { type StartedDesk, startDesk } from '../tickets/start-desk.ts';
import { Scene } from '../tickets/store-subjects.ts';

let started: StartedDesk;
let uploads: UploadStore;
let scenes = 0;
beforeAll(async () => {
  started = await startDesk();
  uploads = openUploadStore(started.table);
});
afterAll(() => started.close());

async function aScene(): Promise<Scene> {
  scenes += 1;
  const scene = new Scene(started.desk, scenes);
  await started.desk.tickets.save(scene.opened);
  return scene;
}

async function anUpload(id: AttachmentId): Promise<Upload> {
  const upload: Upload = {
    id,
    name: 'plan.txt',
    type: 'text/plain',
    sizeBytes: 5,
    uploaderId: 'agt_ada',
    createdAt: atMinute(0),
    expiresAt: atMinute(60),
    place: null,
  };
  expect(await uploads.create(upload, undefined)).toBe('saved');
  return upload;
}

const byAda = (id: AttachmentId) => ({ uploads: { ids: [id], uploaderId: 'agt_ada' } }) as const;

describe('uploads in the table', () => {
  it('wait for a message until they expire', async () => {
    const upload = await anUpload('att_waiting');

    expect(await uploads.findMany(['att_waiting', 'att_unknown'])).toEqual([upload]);
    expect(await uploads.findPlace('att_waiting')).toBeUndefined();
    expect(await started.table.get(keys.fileById('att_waiting'))).toMatchObject({
      expiresAt: Date.parse(atMinute(60)) / 1000,
    });
  });

  it('belong to the first of eight messages that take one at once, for good', async () => {
    await anUpload('att_wanted');
    const seen = await Promise.all(Array.from({ length: 8 }, aScene));

    const outcomes = await Promise.all(
      seen.map((scene) => started.desk.tickets.save(scene.replyWith('att_wanted'), byAda('att_wanted'))),
    );

    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'upload-taken')).toHaveLength(7);
    const winner = seen[outcomes.indexOf('saved')]?.opened.after.id;
    expect(await uploads.findPlace('att_wanted')).toEqual({ ticketId: winner, ticketVersion: 2 });
    expect(await started.table.get(keys.fileById('att_wanted'))).not.toHaveProperty('expiresAt');
  });

  it('are for nobody but who brought them', async () => {
    await anUpload('att_own');
    const scene = await aScene();

    const outcome = await started.desk.tickets.save(scene.replyWith('att_own'), {
      uploads: { ids: ['att_own'], uploaderId: 'agt_bob' },
    });

    expect(outcome).toBe('upload-taken');
    expect(await uploads.findPlace('att_own')).toBeUndefined();
  });

  it('are made once for a repeated request', async () => {
    const scene = await aScene();
    const upload = await anUpload('att_again');

    expect(await uploads.create(upload, scene.answer())).toBe('saved');
    expect(await uploads.create({ ...upload, id: 'att_second' }, scene.answer())).toBe('kept-already');
    expect(await uploads.findMany(['att_second'])).toEqual([]);
  });
});

describe('files that came together', () => {
  it('lead to their message through one item', async () => {
    const scene = await aScene();
    const ids = Array.from({ length: 250 }, (_, position) => nthFileId('att_mail', position));

    expect(await started.desk.tickets.save(scene.replyWith(...ids))).toBe('saved');

    const place = { ticketId: scene.opened.after.id, ticketVersion: 2 };
    expect(await uploads.findPlace(ids[0] as AttachmentId)).toEqual(place);
    expect(await uploads.findPlace(ids[249] as AttachmentId)).toEqual(place);
    expect(await uploads.findMany(['att_mail'])).toEqual([]);
  });
});
