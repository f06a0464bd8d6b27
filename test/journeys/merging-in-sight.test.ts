import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileBehind, MergeDesk } from './stories/merge-desk.ts';

let desk: MergeDesk;
beforeAll(async () => {
  desk = await MergeDesk.start();
});
afterAll(() => desk.journey.close());

describe('merging', () => {
  it('is repeated by its key with the same answer, and once', async () => {
    const [target, source] = [await desk.open('Once'), await desk.open('Only once')];
    const line = `POST /v1/tickets/${target.id}/merge`;
    const headers = { 'idempotency-key': 'merge-once' };

    const first = await desk.ada.client.make(line, { sourceIds: [source.id] }, headers);
    const again = await desk.ada.client.make(line, { sourceIds: [source.id] }, headers);

    expect(again).toEqual(first);
    expect(await desk.codeOf(line, { sourceIds: [source.id] })).toEqual([409, 'ticket-is-merged']);
  });

  it('needs every ticket in sight', async () => {
    const [here, hidden] = [
      await desk.open('Sam’s', { departmentId: desk.sales.id }),
      await desk.open('Not Sam’s'),
    ];

    const seen = await desk.codeOf(
      `POST /v1/tickets/${here.id}/merge`,
      { sourceIds: [hidden.id] },
      desk.sam.client,
    );
    const none = await desk.codeOf(
      `POST /v1/tickets/${here.id}/merge`,
      { sourceIds: ['tkt_none'] },
      desk.sam.client,
    );

    expect(seen).toEqual([404, 'not-found']);
    expect(none).toEqual(seen);
    expect(await desk.look(hidden)).toMatchObject({ status: 'new', version: 1 });
  });

  it.each([
    ['none', () => []],
    ['the same twice', (id: string) => [id, id]],
    ['more than twenty', (id: string) => Array.from({ length: 21 }, (_, at) => `${id}${at}`)],
  ])('of %s is invalid', async (_, sourceIds) => {
    const [target, source] = [await desk.open('Invalid'), await desk.open('Invalid too')];

    const told = await desk.codeOf(`POST /v1/tickets/${target.id}/merge`, {
      sourceIds: sourceIds(source.id),
    });

    expect(told).toEqual([400, 'invalid']);
  });

  it('names no ticket to whom does not see it: not in links, not on the timeline', async () => {
    const [target, source] = [
      await desk.open('Hidden target'),
      await desk.open('Sam sees', { departmentId: desk.sales.id }),
    ];
    await desk.merge(target, source);
    await desk.journey.settle();

    const seen = await desk.look(source, desk.sam.client);
    const timeline = JSON.stringify(await desk.sam.client.list(`/v1/tickets/${source.id}/timeline`));
    const deleted = JSON.stringify(await desk.sam.client.list('/v1/tickets?status=deleted&limit=100'));

    expect(seen).toMatchObject({ status: 'deleted', links: [] });
    for (const text of [timeline, deleted]) {
      expect(text).not.toContain(target.id);
      expect(text).not.toContain(target.code);
    }
    expect((await desk.look(source)).links).toEqual([{ kind: 'mergedInto', ticketId: target.id }]);
  });

  it('opens the files of the source to whom sees the target alone, and to no one else', async () => {
    const id = await desk.upload('secret.txt');
    const source = await desk.open('Of Help', { attachmentIds: [id] });
    const target = await desk.open('Of Sales', { departmentId: desk.sales.id });
    const url = `${desk.journey.platform.url}/v1/attachments/${id}`;
    expect(await fileBehind(url, desk.sam.client.key)).toBe(404);

    await desk.merge(target, source);

    expect(await fileBehind(url, desk.sam.client.key)).toBe('Hello');
    const stranger = await desk.journey.hire('Stranger', { scope: { level: 'assigned' } });
    expect(await fileBehind(url, stranger.client.key)).toBe(404);
  });
});
