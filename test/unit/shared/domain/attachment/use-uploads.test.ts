import { describe, expect, it } from 'vitest';
import { openUpload } from '#shared/domain/attachment/open-upload.ts';
import { type Upload, UploadInput } from '#shared/domain/attachment/upload.ts';
import { useUploads } from '#shared/domain/attachment/use-uploads.ts';
import type { AttachmentId } from '#shared/domain/ids.ts';
import { atMinute, countingIds, startMs } from '#test/support/builders.ts';

const megabyte = 1024 * 1024;

const anUpload = (changes: Partial<Upload> = {}): Upload => ({
  id: 'att_one',
  name: 'plan.txt',
  type: 'text/plain',
  sizeBytes: 5,
  uploaderId: 'agt_ada',
  createdAt: atMinute(0),
  expiresAt: atMinute(24 * 60),
  place: null,
  ...changes,
});

/** @param taken ids whose bytes were read. */
function aDesk(uploads: readonly Upload[], { absent = [] as string[], taken = [] as string[] } = {}) {
  return {
    now: () => startMs,
    sniffType: async () => undefined,
    uploads: { findMany: async (ids: readonly string[]) => uploads.filter(({ id }) => ids.includes(id)) },
    vault: {
      take: async (id: string) => {
        taken.push(id);
        return absent.includes(id) ? undefined : { sizeBytes: 5, firstBytes: Buffer.from('Hello') };
      },
    },
  };
}

const use = (desk: ReturnType<typeof aDesk>, ids: readonly AttachmentId[]) =>
  useUploads(desk, { ids, uploaderId: 'agt_ada' });

describe('the files of a message', () => {
  it('are uploads of its writer, in the order in which he names them', async () => {
    const desk = aDesk([anUpload(), anUpload({ id: 'att_two', name: 'b.txt' })]);

    const files = await use(desk, ['att_two', 'att_one']);

    expect(files.map(({ id }) => id)).toEqual(['att_two', 'att_one']);
    expect(files[1]).toEqual({
      id: 'att_one',
      name: 'plan.txt',
      type: 'text/plain',
      sizeBytes: 5,
      inline: false,
      contentId: null,
      state: 'stored',
    });
  });

  it.each<[string, Partial<Upload>]>([
    ['of another agent', { uploaderId: 'agt_bob' }],
    ['of another id', { id: 'att_other' }],
    ['too old', { expiresAt: atMinute(0) }],
  ])('are refused when one is %s, naming its place', async (_, changes) => {
    const desk = aDesk([anUpload({ id: 'att_zero' }), anUpload(changes)]);

    await expect(use(desk, ['att_zero', 'att_one'])).rejects.toMatchObject({
      code: 'invalid',
      details: { errors: [{ path: 'attachmentIds.1' }] },
    });
  });

  it('are refused when one was never uploaded', async () => {
    await expect(use(aDesk([anUpload()], { absent: ['att_one'] }), ['att_one'])).rejects.toMatchObject({
      code: 'invalid',
      details: { errors: [{ path: 'attachmentIds.0', message: 'Was never uploaded' }] },
    });
  });

  it('are refused when together they are larger than mail takes', async () => {
    const large = { sizeBytes: 13 * megabyte };
    const desk = aDesk([anUpload(large), anUpload({ ...large, id: 'att_two' })]);

    await expect(use(desk, ['att_one', 'att_two'])).rejects.toMatchObject({ code: 'attachment-too-large' });
  });

  it('are left alone when another message has them: the save decides', async () => {
    const taken: string[] = [];
    const desk = aDesk([anUpload({ place: { ticketId: 'tkt_a', ticketVersion: 1 } })], { taken });

    expect(await use(desk, ['att_one'])).toHaveLength(1);
    expect(taken).toEqual([]);
  });
});

describe('an upload', () => {
  const open = (input: object) => {
    const created: Upload[] = [];
    const desk = {
      ids: countingIds(),
      draw: () => 0,
      now: () => startMs,
      uploads: {
        create: async (upload: Upload) => {
          created.push(upload);
          return 'saved' as const;
        },
      },
    };
    const parsed = UploadInput.parse(input);
    return openUpload(desk, { input: parsed, uploaderId: 'agt_ada', keep: () => undefined }).then(
      (opened) => ({
        opened,
        created,
      }),
    );
  };

  it('has a safe name, and a day to be used', async () => {
    const { opened, created } = await open({
      name: '..\\..\\in\u202evoice.PDF ',
      type: 'Application/PDF',
      size: 10,
    });

    expect(created).toMatchObject([
      {
        id: opened.id,
        name: 'invoice.PDF',
        type: 'application/pdf',
        place: null,
        expiresAt: atMinute(24 * 60),
      },
    ]);
  });

  it.each([
    [25 * megabyte, 'is taken'],
    [25 * megabyte + 1, 'attachment-too-large'],
  ])('of %i bytes: %s', async (size, expected) => {
    const outcome = await open({ name: 'a', type: 'image/png', size }).then(
      () => 'is taken',
      (error) => error.code,
    );
    expect(outcome).toBe(expected);
  });
});
