import { describe, expect, it } from 'vitest';
import { chooseUsualAnswer } from '#infra/local/services/outbox/provider-answers.ts';

const answer = (url: string, body = '{}') =>
  chooseUsualAnswer({ method: 'POST', url: new URL(url), body, nowMs: Date.parse('2030-01-01T00:00:00Z') });

const text = expect.any(String) as string;

describe('chooseUsualAnswer', () => {
  it.each([
    ['https://api.eu.mailgun.net/v3/mg.example/messages', '', { id: text, message: 'Queued. Thank you.' }],
    [
      'https://api.postmarkapp.com/email',
      '{"To":"a@b.example"}',
      { ErrorCode: 0, MessageID: text, To: 'a@b.example' },
    ],
    ['https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails', '{}', { MessageId: text }],
    [
      'https://graph.facebook.com/v25.0/1/messages',
      '{"recipient":{"id":"7"}}',
      { recipient_id: '7', message_id: text },
    ],
    [
      'https://graph.facebook.com/v25.0/1/messages',
      '{"messaging_product":"whatsapp"}',
      { messages: [{ id: text }] },
    ],
    ['https://graph.facebook.com/v25.0/1_2/comments', '{}', { id: text }],
    ['https://graph.instagram.com/v25.0/1/messages', '{"recipient":{"id":"7"}}', { recipient_id: '7' }],
    ['https://api.x.com/2/dm_conversations/with/5/messages', '{}', { data: { dm_event_id: text } }],
    ['https://api.x.com/2/tweets', '{"text":"hi"}', { data: { id: text, text: 'hi' } }],
    ['https://chatapi.viber.com/pa/send_message', '{}', { status: 0, status_message: 'ok' }],
    [
      'https://api.telegram.org/bot1:x/sendMessage',
      '{"chat_id":5}',
      { ok: true, result: { chat: { id: 5 } } },
    ],
    ['https://api.telegram.org/bot1:x/setWebhook', '{}', { ok: true, result: true }],
    [
      'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json',
      'To=%2B1',
      { sid: text, status: 'queued', to: '+1' },
    ],
    ['https://elsewhere.example/', 'neither JSON nor form', {}],
  ])('answers %s (%s) as its provider does', (url, body, expected) => {
    const { status, body: answered } = answer(url, body);

    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(300);
    expect(answered).toMatchObject(expected);
  });

  it('gives the id of SendGrid in a header', () => {
    const { status, headers, body } = answer('https://api.sendgrid.com/v3/mail/send');

    expect([status, body]).toEqual([202, '']);
    expect(headers).toHaveProperty('x-message-id');
  });
});
