import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type { SentMail } from './desk-client.ts';

export interface Writer {
  readonly name: string;
  readonly address: string;
}

export interface Letter {
  readonly from: Writer;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: NonNullable<SendMailOptions['attachments']>;
  /** The mail that this one answers. */
  readonly answers?: SentMail;
  /** A machine wrote it, for its owner who is away. */
  readonly isAutomatic?: boolean;
}

/** Mail servers of customers: everything goes by SMTP to the local platform. */
export class PostOffice {
  readonly #transport: Transporter;
  #count = 0;

  constructor(smtpPort: number) {
    this.#transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  }

  /** @param copies how often the mail arrives: servers that are not sure send again. */
  async deliver(letter: Letter, sentAt: string, copies = 1): Promise<void> {
    const mail = { ...toMail(letter), date: new Date(sentAt), messageId: this.#nextId(letter.from.address) };
    for (let copy = 0; copy < copies; copy++) await this.#transport.sendMail(mail);
  }

  /** The report of a server that knows no such recipient. */
  async returnToSender(sent: SentMail): Promise<void> {
    const envelope = { from: '', to: sent.from };
    await this.#transport.sendMail({ envelope, raw: bounceOf(sent, this.#nextId('mx@example.com')) });
  }

  close(): void {
    this.#transport.close();
  }

  #nextId(address: string): string {
    this.#count += 1;
    return `<demo-${this.#count}@${address.split('@')[1] ?? ''}>`;
  }
}

function toMail({ from, to, subject, text, attachments, answers, isAutomatic }: Letter): SendMailOptions {
  const answered = answers?.headers['message-id'];
  return {
    from,
    to: answers?.headers['reply-to'] ?? to,
    subject,
    text,
    ...(attachments && { attachments }),
    ...(answered !== undefined && { inReplyTo: answered, references: answered }),
    ...(isAutomatic === true && { headers: { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' } }),
  };
}

const bounceOf = (sent: SentMail, messageId: string): string =>
  [
    'From: Mail Delivery System <mailer-daemon@example.com>',
    `To: ${sent.from}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: ${messageId}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    '',
    '--report',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered to one or more recipients.',
    '',
    `<${sent.to[0]}>: 550 5.1.1 No such user`,
    '--report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    `Final-Recipient: rfc822; ${sent.to[0]}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 No such user',
    '--report',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${sent.headers['message-id']}`,
    `Subject: ${sent.subject}`,
    '--report--',
    '',
  ].join('\r\n');
