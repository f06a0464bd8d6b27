import type { Journey } from '#test/support/journey.ts';

/** What strangers, and people in a hurry, show at the door. */
export const wrongKeys = [
  'smk_wrong-key-that-nobody-made',
  `eyJhbGciOiJub25lIn0.${'a'.repeat(40)}.sig`,
  'pass word',
];

/** Secrets that are told once, with what came of them. */
export async function collectSecrets(journey: Journey): Promise<string[]> {
  const { owner, visitor, clientOf } = journey;
  const { id: agentId } = await owner.get('/v1/me');
  const { key } = await owner.make('POST /v1/api-keys', { name: 'Seen', agentId });
  await clientOf(key).make('POST /v1/roles', { name: 'By that key' }, { 'idempotency-key': 'secret-role' });
  await clientOf(key).ask('POST /v1/agents', { body: { name: key, email: 'none' } });
  for (const wrong of wrongKeys) {
    await visitor.ask('GET /v1/me', { headers: { authorization: `Bearer ${wrong}` } });
    await visitor.ask('GET /v1/me', { headers: { apikey: wrong } });
  }
  const source = { type: 'email', name: 'Raw', departmentId: 'dep_default' };
  const settings = { provider: 'raw', address: 'raw2@desk.example' };
  const secrets = { bearerToken: 'a-token-of-a-provider' };
  const { id: sourceId } = await owner.make('POST /v1/sources', { ...source, settings, secrets });
  await visitor.ask(`POST /webhooks/raw/${sourceId}?sender=ivy@customer.example`, {
    raw: 'From: ivy@customer.example\r\nSubject: Raw\r\n\r\nHello',
    headers: { authorization: `Bearer ${secrets.bearerToken}`, 'content-type': 'message/rfc822' },
  });
  const hook = { name: 'Hook', url: 'https://hook.example.com/' };
  const hooked = await owner.make('POST /v1/webhook-subscriptions', hook, {
    'idempotency-key': 'secret-hook',
  });
  const turned = await owner.make(`POST /v1/webhook-subscriptions/${hooked.id}/rotate-secret`, {});
  const form = await owner.make('POST /v1/sources', { ...source, type: 'form', name: 'Form' });
  const words = { email: 'ivy@customer.example', subject: 'Q', body: 'Hello' };
  const again = { 'idempotency-key': 'secret-form' };
  const { code, token } = await visitor.make(`POST /public/forms/${form.id}`, words, again);
  const headers = { authorization: `Bearer ${token}` };
  await visitor.make(`GET /public/tickets/${code}`, undefined, headers);
  await visitor.ask('GET /public/tickets/AAA-AAAAA-111', { headers });
  const live = await owner.make('POST /v1/live-tokens', undefined, { 'idempotency-key': 'secret-live' });
  return [
    ...[
      key,
      owner.key ?? '',
      ...wrongKeys,
      token,
      secrets.bearerToken,
      hooked.secret,
      turned.secret,
      live.token,
    ],
    ...(await collectSignatures(journey)),
  ];
}

const signatureIn = (link: string) => new URL(link).searchParams.get('X-Amz-Signature') ?? '';

/** Links to files open them to whoever has them. */
async function collectSignatures({ owner, platform }: Journey): Promise<string[]> {
  const file = { name: 'a.txt', type: 'text/plain', size: 1 };
  const announce = () => owner.make('POST /v1/attachments', file, { 'idempotency-key': 'secret-upload' });
  const [{ id, upload }, again] = [await announce(), await announce()];
  await fetch(upload.url, { method: upload.method, headers: upload.headers, body: 'a' });
  const customer = { email: 'ivy@customer.example' };
  const ticket = { subject: 'File', body: 'B', customer, attachmentIds: [id] };
  await owner.make('POST /v1/tickets', ticket, { 'idempotency-key': 'secret-file' });
  const headers = { authorization: `Bearer ${owner.key}` };
  const asked = await fetch(`${platform.url}/v1/attachments/${id}`, { headers, redirect: 'manual' });
  const links = [upload.url, again.upload.url, asked.headers.get('location') ?? ''];
  return links.map(signatureIn);
}
