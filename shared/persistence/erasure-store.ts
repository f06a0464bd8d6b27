import { sharedFileId } from '#shared/domain/attachment/file-id.ts';
import type { Erasure, ErasureStore } from '#shared/domain/customer/erasure.ts';
import type { CustomerId, TicketId } from '#shared/domain/ids.ts';
import type { Rating } from '#shared/domain/rating/rating.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { removeCallsAbout } from './calls-about.ts';
import { findClaims } from './find-claims.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import { toLeftMessage } from './purge-store.ts';
import type { Table } from './table.ts';
import { indexOf } from './table-definition.ts';
import { thingOf } from './ticket-item.ts';
import { remove, update, type Write } from './write.ts';

export function openErasureStore(table: Table): ErasureStore {
  return {
    find: async (id) => {
      const item = await table.get(keys.erasureOf(id));
      return item === undefined ? undefined : thingOf<Erasure>(item);
    },
    listMessages: async (ticketId, { limit, after }) => {
      const items = await table.query(keys.messagesOf(ticketId), { limit: limit + 1, after });
      const listed = items.slice(0, limit);
      const next = items.length > limit ? listed.at(-1)?.sk : undefined;
      return { items: listed.map(toLeftMessage), next };
    },
    redact: async (messages) => {
      const claims = await findClaims(table, messages);
      await table.writeMany([
        ...claims.map(({ mailMessageId }) => remove(keys.mailByMessageId(mailMessageId))),
        ...filesOf(messages).map((id) => remove(keys.fileById(id))),
      ]);
      for (const message of messages) await unlessGone(table, redaction(message));
    },
    removeComments: (ticketId) => removeComments(table, ticketId),
    removeCalls: (ticketId) => removeCallsAbout(table, ticketId),
    forgetAnswers: (id) => forgetAnswers(table, id),
    goOn: (id, place, at) =>
      unlessGone(
        table,
        update(keys.erasureOf(id), {
          set: [
            [['data', 'place'], place],
            [['dueAt'], at],
          ],
          when: (names) => `attribute_exists(${names.path(['pk'])})`,
        }),
      ),
    finish: (id) => table.commit([remove(keys.erasureOf(id))]),
  };
}

const filesOf = (messages: readonly Message[]) => [
  ...new Set(messages.flatMap(({ attachments }) => attachments.map(({ id }) => sharedFileId(id)))),
];

/** Field by field: what becomes of its mail may be written at the same time. */
function redaction({ ticketId, ticketVersion, author, delivery }: Message): Write {
  const gone = { body: '', visibleText: '', html: null, attachments: [], remarks: [], raw: null };
  const names = author.kind === 'customer' ? [[['data', 'author', 'name'], null] as const] : [];
  const reasons = delivery === null ? [] : [[['data', 'delivery', 'reason'], null] as const];
  const fields = Object.entries({ ...gone, mailMessageId: null, claimId: null, externalId: null });
  return update(keys.messageOf(ticketId, ticketVersion), {
    set: [...fields.map(([field, value]) => [['data', field], value] as const), ...names, ...reasons],
    remove: [['data', 'contentKey']],
    when: (known) => `attribute_exists(${known.path(['pk'])})`,
  });
}

const ratingsAtOnce = 100;

async function removeComments(table: Table, ticketId: TicketId): Promise<void> {
  let after: string | undefined;
  do {
    const ratings = await table.query(keys.ratingsOf(ticketId), { limit: ratingsAtOnce, after });
    const said = ratings.filter((item) => thingOf<Rating>(item).comment !== null);
    for (const { pk, sk } of said) await unlessGone(table, withoutComment({ pk, sk }));
    after = ratings.length < ratingsAtOnce ? undefined : ratings.at(-1)?.sk;
  } while (after !== undefined);
}

const withoutComment = (key: keys.Key): Write =>
  update(key, {
    set: [[['data', 'comment'], null]],
    when: (names) => `attribute_exists(${names.path(['pk'])})`,
  });

const answersAtOnce = 100;

async function forgetAnswers(table: Table, id: CustomerId): Promise<void> {
  const range = { pk: keys.answersAbout(id), from: '' };
  for await (const entries of table.indexPages(indexOf('tag-created'), range, answersAtOnce)) {
    const items = await table.getMany(entries.map(({ pk, sk }) => ({ pk, sk })));
    for (const item of items) {
      const { body } = thingOf<{ body: { id?: string } | null }>(item);
      await unlessGone(table, forgetting(item, body?.id ?? id));
    }
  }
}

/** A repeat is still no second effect. */
const forgetting = (key: keys.Key, resourceId: string): Write =>
  update(key, {
    set: [
      [['data', 'body'], null],
      [['data', 'resourceId'], resourceId],
    ],
    remove: [['tagKey'], ['createdKey']],
    when: (names) => `attribute_exists(${names.path(['pk'])})`,
  });

/** What is gone meanwhile has nothing left to change. */
async function unlessGone(table: Table, write: Write): Promise<void> {
  try {
    await table.commit([write]);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
