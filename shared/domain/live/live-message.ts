import * as z from 'zod';
import { preferenceOf } from '../notice/notice-preferences.ts';
import { noticeSentence } from '../outbound/notice-mail.ts';
import { type LiveNotice, noticeIdAt } from './feed.ts';

const id = z.string().min(1).max(100);

/** What happened, as an agent is told of it; twice at times, under the same id. */
export const NoticeMessage = z
  .strictObject({
    type: z.literal('notice'),
    id,
    at: z.iso.datetime().meta({ description: 'When it happened' }),
    kind: z.enum([
      'assigned',
      'newTicket',
      'customerMessage',
      'escalated',
      'slaWarning',
      'slaBreached',
      'rule',
    ]),
    ticketId: z.string().nullable(),
    ticketCode: z.string().nullable(),
    text: z.string(),
    clock: z.string().optional().meta({ description: 'Which SLA target' }),
    dueAt: z.iso.datetime().optional(),
    ruleId: z.string().optional(),
  })
  .meta({ id: 'LiveNotice' });
export type NoticeMessage = z.infer<typeof NoticeMessage>;

/** Keeps a connection alive, and is answered. */
export const PingMessage = z
  .strictObject({ type: z.literal('ping'), id, at: z.iso.datetime().optional() })
  .meta({ id: 'LivePing' });

export const AckMessage = z.strictObject({ type: z.literal('ack'), of: id }).meta({ id: 'LiveAck' });
export type AckMessage = z.infer<typeof AckMessage>;

export const RefusedMessage = z
  .strictObject({
    type: z.literal('refused'),
    of: id.nullable().meta({ description: 'Null where the message has no id' }),
    code: z.enum(['invalid', 'unauthorized', 'unknown-type']),
  })
  .meta({ id: 'LiveRefused' });
export type RefusedMessage = z.infer<typeof RefusedMessage>;

/** Every message both ways, for the reference. */
export const liveMessages = {
  toAgents: [NoticeMessage, AckMessage, RefusedMessage],
  fromAgents: [PingMessage],
} as const;

/** @param ticketCode null: it is about none. */
export function toNoticeMessage(notice: LiveNotice, ticketCode: string | null): NoticeMessage {
  const { position, at, ticketId, event } = notice;
  return {
    type: 'notice',
    id: noticeIdAt(position),
    at,
    kind: preferenceOf(event.kind),
    ticketId,
    ticketCode,
    text: noticeSentence(event, ticketCode),
    ...('clock' in event ? { clock: event.clock, dueAt: event.dueAt } : {}),
    ...(event.kind === 'rule' ? { ruleId: event.ruleId } : {}),
  };
}

const schemaByType: ReadonlyMap<unknown, z.ZodType> = new Map([['ping', PingMessage]]);

export type ReadMessage =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly refused: RefusedMessage };

/** What an agent sent over his connection. */
export function readMessage(text: string): ReadMessage {
  const message = parseFields(text);
  const given = id.safeParse(message?.['id']);
  const of = given.success ? given.data : null;
  const schema = schemaByType.get(message?.['type']);
  if (message !== null && schema === undefined) return refused(of, 'unknown-type');
  return of !== null && schema?.safeParse(message).success ? { ok: true, id: of } : refused(of, 'invalid');
}

const refused = (of: string | null, code: RefusedMessage['code']): ReadMessage => ({
  ok: false,
  refused: { type: 'refused', of, code },
});

function parseFields(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
