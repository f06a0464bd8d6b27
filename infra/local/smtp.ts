import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Objects } from './contracts.ts';
import { portFault } from './http-server.ts';
import type { InboundMail } from './template/wiring.ts';

const sizeLimitBytes = 40 * 1024 * 1024;

class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

export interface SmtpSettings {
  readonly port: number;
  readonly objects: Objects;
  readonly inboundMail: InboundMail;
}

/** Takes mail as the receipt rule of SES does: 250 means that the raw mail and its S3 notification are durable. */
export class SmtpReceiver {
  readonly #server: SMTPServer;
  readonly #settings: SmtpSettings;

  constructor(settings: SmtpSettings) {
    this.#settings = settings;
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: sizeLimitBytes,
      banner: 'Smista',
      logger: false,
      socketTimeout: 5 * 60_000,
      closeTimeout: 500,
      onData: (stream, session, done) => this.#receive(stream, session, done),
    });
  }

  async listen(): Promise<number> {
    const { server } = this.#server;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause: Error) => reject(portFault(this.#settings.port, cause)));
      server.listen({ port: this.#settings.port, host: '127.0.0.1', backlog: 1024 }, resolve);
    });
    // A connection that breaks is the sender's matter; without a listener it would end the process.
    this.#server.on('error', () => undefined);
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    if (!this.#server.server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (fault: Error | null, message?: string) => void,
  ): void {
    // The envelope is emptied for the next mail of the connection as soon as this one is answered.
    const trace = traceOf(session.envelope);
    this.#store(stream, trace).then(
      (key) => done(null, `OK ${key}`),
      (fault: unknown) =>
        done(fault instanceof SmtpRefusal ? fault : new SmtpRefusal(451, 'Not stored, try again')),
    );
  }

  async #store(stream: SMTPServerDataStream, trace: Buffer): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (!stream.sizeExceeded) chunks.push(chunk);
    }
    if (stream.sizeExceeded) throw new SmtpRefusal(552, 'Mail is larger than 40 MB');
    const { objects, inboundMail } = this.#settings;
    const id = randomBytes(20).toString('hex');
    await objects.put(inboundMail.bucketName, inboundMail.keyPrefix + id, {
      bytes: Buffer.concat([trace, ...chunks]),
      contentType: 'message/rfc822',
    });
    return id;
  }
}

/**
 * SES leaves no envelope beside the object, so its addresses go before the mail's own headers. Nothing that differs
 * between two deliveries of one mail is added: a mail without Message-ID is known by its bytes.
 */
function traceOf({ mailFrom, rcptTo }: SMTPServerSession['envelope']): Buffer {
  const sender = mailFrom === false ? '' : mailFrom.address;
  const recipients = rcptTo.map(({ address }) => `Delivered-To: ${withoutBreaks(address)}\r\n`);
  return Buffer.from(`Return-Path: <${withoutBreaks(sender)}>\r\n${recipients.join('')}`);
}

const withoutBreaks = (address: string): string => address.replaceAll(/[\r\n]/g, '');
