import { describe, expect, it } from 'vitest';
import { readHeaders } from '#shared/channels/email/read-headers.ts';
import { toRaw } from './mails.ts';

describe('readHeaders', () => {
  it('reads the header block alone', () => {
    const headers = readHeaders(
      toRaw({ 'Delivered-To': 'help@example.org', 'Return-Path': '<>' }, 'Subject: not this\r\n'),
    );

    expect(headers).toMatchObject({
      messageId: '<one@example.com>',
      from: { address: 'ada@example.com', name: 'Ada' },
      to: [{ address: 'help@example.org', name: null }],
      deliveredTo: ['help@example.org'],
      returnPath: '',
      subject: 'Printer',
    });
  });

  it.each([
    ['nothing', '', ''],
    ['a start that ends within a header', 'From: ada@example.com\r\nSubject: Prin', 'Prin'],
    ['lines that are no headers', 'what is this\r\nSubject: Printer\r\n\r\n', 'Printer'],
    ['a blank before the colon', 'Subject : Printer\r\n\r\n', 'Printer'],
    ['folded lines', 'Subject: Prin\r\n\tter\r\n\r\n', 'Prin ter'],
    ['only line feeds', 'From: a@b.c\nSubject: Printer\n\nx', 'Printer'],
    ['a mailbox line', 'From ada Mon Jan  1\nSubject: Printer\n\n', 'Printer'],
    ['two subjects', 'Subject: Printer\r\nSubject: other\r\n\r\n', 'Printer'],
  ])('tolerates %s', (_, raw, subject) => {
    expect(readHeaders(Buffer.from(raw)).subject).toBe(subject);
  });

  it('looks only at its own bytes of a larger buffer', () => {
    const large = Buffer.from('Subject: one\r\n\r\nSubject: two\r\n\r\n');

    expect(readHeaders(large.subarray(16)).subject).toBe('two');
  });
});
