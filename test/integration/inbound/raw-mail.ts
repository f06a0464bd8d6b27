interface Written {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly messageId?: string | null;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A mail as a customer's program writes it. */
export function rawMail({
  from = 'Ada <ada@customer.example>',
  to = 'help@desk.example',
  subject = 'Printer on fire',
  messageId = '<one@customer.example>',
  headers = [],
  body = 'It burns.',
}: Written = {}): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Sat, 21 Nov 2026 11:59:00 +0000',
    ...(messageId === null ? [] : [`Message-ID: ${messageId}`]),
    ...headers,
    ...(headers.some((header) => header.startsWith('Content-Type'))
      ? []
      : ['Content-Type: text/plain; charset=utf-8']),
    '',
    body,
  ].join('\r\n');
}

/** A mail with one file of so many bytes. */
export function rawMailWithFile(bytes: number, headers: readonly string[] = []): string {
  const lines = [
    '--frontier',
    'Content-Type: text/plain',
    '',
    'See the file.',
    '--frontier',
    'Content-Type: text/csv; name="list.csv"',
    'Content-Disposition: attachment; filename="list.csv"',
    '',
    'x'.repeat(bytes),
    '--frontier--',
    '',
  ];
  const type = 'Content-Type: multipart/mixed; boundary=frontier';
  return rawMail({ headers: ['MIME-Version: 1.0', type, ...headers], body: lines.join('\r\n') });
}

/** What a mail server says of a mail that it could not deliver. */
export function rawBounce(reportedMessageId: string): string {
  const lines = [
    '--report',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    'Final-Recipient: rfc822; ada@customer.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '--report',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${reportedMessageId}`,
    'Subject: Re: Printer on fire',
    '',
    'Use water.',
    '--report--',
    '',
  ];
  return rawMail({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.customer.example>',
    subject: 'Undelivered Mail Returned to Sender',
    messageId: '<bounce@mx.customer.example>',
    headers: [
      'Return-Path: <>',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=report',
    ],
    body: lines.join('\r\n'),
  });
}
