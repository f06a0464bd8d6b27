import { createTransport, type SendMailOptions } from 'nodemailer';

/** Sends mail to a running platform over SMTP. */
export interface Mailer {
  /** The Message-ID, once the mail is accepted. */
  send(mail: SendMailOptions): Promise<string>;
  /** Bytes as they are, to the recipients of the envelope. */
  sendRaw(raw: string | Buffer, envelope: { from: string; to: string | string[] }): Promise<void>;
  close(): void;
}

export function mailerTo(smtpPort: number, connections = 1): Mailer {
  const transport = createTransport({
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
  });
  return {
    send: async (mail) => (await transport.sendMail(mail)).messageId,
    sendRaw: async (raw, envelope) => {
      await transport.sendMail({ raw, envelope });
    },
    close: () => transport.close(),
  };
}
