import { describe, expect, it } from 'vitest';
import { findCode } from '#shared/channels/email/find-code.ts';
import { codeOfMessageId, outgoingMessageId } from '#shared/channels/email/outgoing-message-id.ts';

describe('findCode', () => {
  it.each([
    ['in brackets', { subject: 'Re: Printer [ABC-DEFGH-123]', recipients: [] }, 'ABC-DEFGH-123'],
    ['in lower case', { subject: 're: printer [abc-defgh-123]', recipients: [] }, 'ABC-DEFGH-123'],
    ['without brackets', { subject: 'about abc-defgh-123, please', recipients: [] }, 'ABC-DEFGH-123'],
    [
      'in brackets before another',
      { subject: 'XYZ-DEFGH-999 [ABC-DEFGH-123]', recipients: [] },
      'ABC-DEFGH-123',
    ],
    [
      'in a recipient',
      { subject: '', recipients: ['bob@x.org', 'help+abc-defgh-123@example.org'] },
      'ABC-DEFGH-123',
    ],
    [
      'in a Message-ID',
      { subject: '', recipients: [], messageIds: ['<a@b>', '<msg_1.ABC-DEFGH-123@example.org>'] },
      'ABC-DEFGH-123',
    ],
    [
      'in the newest Message-ID',
      {
        subject: '[XYZ-DEFGH-999]',
        recipients: [],
        messageIds: ['<msg_1.XYZ-DEFGH-999@x>', '<msg_2.ABC-DEFGH-123@x>'],
      },
      'ABC-DEFGH-123',
    ],
    ['nowhere', { subject: 'Printer', recipients: ['help@example.org'] }, null],
    ['not inside of words', { subject: 'XABC-DEFGH-1234 ABC-DEFGH-123-X', recipients: [] }, null],
    ['not in another plus part', { subject: '', recipients: ['help+sales@example.org'] }, null],
  ])('finds it %s', (_, mail, code) => {
    expect(findCode(mail)).toBe(code);
  });
});

describe('outgoingMessageId', () => {
  it('can be read back', () => {
    const id = outgoingMessageId({
      ticketCode: 'ABC-DEFGH-123',
      messageId: 'msg_01HZ',
      domain: 'example.org',
    });

    expect(id).toBe('<msg_01HZ.ABC-DEFGH-123@example.org>');
    expect(codeOfMessageId(id)).toBe('ABC-DEFGH-123');
  });

  it.each(['<ABC-DEFGH-123@example.org>', '<msg_1@example.org>', 'x msg_1.ABC-DEFGH-123@example.org'])(
    'is not seen in %s',
    (id) => {
      expect(codeOfMessageId(id)).toBeNull();
    },
  );
});
