import { randomInt, randomUUID } from 'node:crypto';

export interface ProviderRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly nowMs: number;
}

export interface UsualAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Provider {
  readonly host: RegExp;
  readonly path?: RegExp;
  readonly answer: (request: ProviderRequest) => UsualAnswer;
}

const ok = (body: unknown): UsualAnswer => ({ status: 200, body });
const newNumber = (): string => String(randomInt(1, 2 ** 47));

const providers: readonly Provider[] = [
  { host: /^email\..+\.amazonaws\.com$/, answer: () => ok({ MessageId: `0107${randomUUID()}-000000` }) },
  { host: /^sns\..+\.amazonaws\.com$/, answer: () => ok('<ConfirmSubscriptionResponse/>') },
  { host: /^api\.(eu\.)?mailgun\.net$/, answer: answerMailgun },
  { host: /^api\.postmarkapp\.com$/, answer: answerPostmark },
  {
    host: /^api\.sendgrid\.com$/,
    answer: () => ({ status: 202, headers: { 'x-message-id': randomUUID().replaceAll('-', '') }, body: '' }),
  },
  {
    host: /^graph\.facebook\.com$/,
    path: /\/comments$/,
    answer: () => ok({ id: `${newNumber()}_${newNumber()}` }),
  },
  { host: /^graph\.(facebook|instagram)\.com$/, path: /\/messages$/, answer: answerMeta },
  { host: /^graph\.(facebook|instagram)\.com$/, answer: () => ok({ success: true }) },
  { host: /^api\.x\.com$/, path: /^\/2\/dm_/, answer: answerDirectMessage },
  { host: /^api\.x\.com$/, path: /^\/2\/tweets$/, answer: answerPost },
  {
    host: /^chatapi\.viber\.com$/,
    answer: () => ok({ status: 0, status_message: 'ok', message_token: newNumber() }),
  },
  { host: /^api\.telegram\.org$/, path: /\/sendMessage$/, answer: answerTelegram },
  { host: /^api\.telegram\.org$/, answer: () => ok({ ok: true, result: true }) },
  { host: /^api\.twilio\.com$/, answer: answerTwilio },
];

/** What the provider says when all is well. */
export function chooseUsualAnswer(request: ProviderRequest): UsualAnswer {
  const { hostname, pathname } = request.url;
  const provider = providers.find(({ host, path }) => host.test(hostname) && (path?.test(pathname) ?? true));
  return provider?.answer(request) ?? ok({});
}

function answerMailgun({ url }: ProviderRequest): UsualAnswer {
  const domain = url.pathname.split('/')[2] ?? 'mailgun.org';
  return ok({ id: `<${randomUUID()}@${domain}>`, message: 'Queued. Thank you.' });
}

function answerPostmark({ body, nowMs }: ProviderRequest): UsualAnswer {
  const SubmittedAt = new Date(nowMs).toISOString();
  return ok({ ErrorCode: 0, Message: 'OK', MessageID: randomUUID(), SubmittedAt, To: parseBody(body)['To'] });
}

function answerMeta({ body }: ProviderRequest): UsualAnswer {
  const sent = parseBody(body);
  if (sent['messaging_product'] === 'whatsapp') {
    const to = sent['to'];
    const id = `wamid.${Buffer.from(randomUUID()).toString('base64')}`;
    return ok({ messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] });
  }
  const recipient = sent['recipient'] as { id?: string } | undefined;
  return ok({ recipient_id: recipient?.id, message_id: `m_${randomUUID().replaceAll('-', '')}` });
}

function answerDirectMessage(): UsualAnswer {
  return { status: 201, body: { data: { dm_conversation_id: newNumber(), dm_event_id: newNumber() } } };
}

function answerPost({ body }: ProviderRequest): UsualAnswer {
  return { status: 201, body: { data: { id: newNumber(), text: parseBody(body)['text'] } } };
}

function answerTelegram({ body, nowMs }: ProviderRequest): UsualAnswer {
  const { chat_id: id, text } = parseBody(body);
  const date = Math.floor(nowMs / 1000);
  return ok({
    ok: true,
    result: { message_id: randomInt(1, 2 ** 31), date, chat: { id, type: 'private' }, text },
  });
}

function answerTwilio({ body }: ProviderRequest): UsualAnswer {
  const form = new URLSearchParams(body);
  const sid = `SM${randomUUID().replaceAll('-', '')}`;
  return {
    status: 201,
    body: { sid, status: 'queued', to: form.get('To'), from: form.get('From'), error_code: null },
  };
}

function parseBody(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}
