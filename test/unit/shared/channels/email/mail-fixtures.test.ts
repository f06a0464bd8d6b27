import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayAnswerAutomatically } from '#shared/channels/email/may-answer-automatically.ts';
import { parseMail } from '#shared/channels/email/parse-mail.ts';
import type { ParsedMail } from '#shared/channels/email/parsed-mail.ts';

interface ExpectedAttachment {
  readonly filename: string;
  readonly content_type: string;
  readonly inline: boolean;
  readonly content_id?: string;
  readonly size?: number;
}

interface Expected {
  readonly file: string;
  readonly from: {
    address: string | null;
    name: string | null;
    address_strict: boolean;
    name_strict: boolean;
  };
  readonly subject: string;
  readonly subject_strict: boolean;
  readonly subject_contains?: string;
  readonly message_id: string | null;
  readonly in_reply_to: string[];
  readonly references: string[];
  readonly references_mode: 'exact' | 'contains';
  readonly text_contains: string[];
  readonly attachment_count: number;
  readonly attachments: ExpectedAttachment[];
  readonly attachment_names_strict: boolean;
  readonly attachment_sizes_strict: boolean;
  readonly automatic: { is_automatic: boolean; kind: string; strict: boolean };
  readonly must_not_be_auto_answered: boolean;
}

const folder = process.env['SMISTA_FIXTURES'] ?? '';

function readExpected(): Expected[] {
  if (!folder) return [];
  return JSON.parse(readFileSync(join(folder, 'mail/expected.json'), 'utf8')).messages;
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

function softSubject(expected: Expected, subject: string): string {
  return expected.subject_strict ? squeeze(expected.subject) : subject;
}

function softAttachments(expected: Expected, mail: ParsedMail) {
  return mail.attachments.map((found, index) => {
    const wanted = expected.attachments[index];
    return {
      filename: expected.attachment_names_strict ? found.name : wanted?.filename,
      content_type: found.type,
      inline: found.inline,
      ...(wanted?.content_id === undefined ? {} : { content_id: found.contentId }),
      ...(wanted?.size === undefined
        ? {}
        : { size: expected.attachment_sizes_strict ? found.sizeBytes : wanted.size }),
    };
  });
}

describe.runIf(folder)('the mail fixtures', () => {
  it.each(readExpected())('reads $file', async (expected) => {
    const mail = await parseMail(readFileSync(join(folder, 'mail', expected.file)));

    expect(mail.readable).toBe(true);
    expect(mail.from.address).toBe(expected.from.address);
    expect(mail.from.name).toBe(expected.from.name_strict ? expected.from.name : mail.from.name);
    expect(mail.subject).toBe(softSubject(expected, mail.subject));
    expect(mail.subject).toContain(expected.subject_contains ?? '');
    expect(mail.messageId).toBe(expected.message_id);
    expect(mail.inReplyTo).toEqual(expected.in_reply_to);
    expect(mail.references).toEqual(
      expected.references_mode === 'exact'
        ? expected.references
        : expect.arrayContaining(expected.references),
    );
    for (const text of expected.text_contains) expect(squeeze(mail.text)).toContain(squeeze(text));
    expect(softAttachments(expected, mail)).toEqual(expected.attachments);
    expect(mail.attachments).toHaveLength(expected.attachment_count);
    expect(mail.automatic.kind).toBe(expected.automatic.kind);
    expect(mayAnswerAutomatically(mail, ['support@example.org'])).toBe(
      mail.from.address !== null && !expected.must_not_be_auto_answered,
    );
  });
});
