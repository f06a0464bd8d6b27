import * as z from 'zod';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { PhoneNumber } from '#shared/domain/customer/address.ts';
import { MailAddress } from '#shared/domain/customer/mail-address.ts';
import { SourceId } from '#shared/domain/ids.ts';
import { readFormFields } from '#shared/domain/inbound/form-fields.ts';
import { openConversation } from '#shared/domain/inbound/open-conversation.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { FormSource } from '#shared/domain/source/source.ts';
import { answer } from '#shared/lambda/answer.ts';
import type { Keep } from '#shared/lambda/call.ts';
import { operation } from '#shared/lambda/operation.ts';
import { findForm, originsOfForm, requireOrigin } from './allowed-origins.ts';
import { requireSpeech } from './customer-speech.ts';
import { TicketCode } from './public-bodies.ts';
import type { PublicDesk } from './public-desk.ts';
import { withToken } from './with-token.ts';

const known = {
  email: MailAddress,
  name: z.string().trim().max(200).optional(),
  phone: PhoneNumber.optional(),
  subject: z.string().trim().max(500).optional(),
  body: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
};
/** Beside these only the honeypot's field may stand, whose name the source chooses. */
const Form = z.looseObject(known);
type Form = z.output<typeof Form>;

const longestSubject = 80;

const submitting = operation({
  method: 'POST',
  path: '/public/forms/{sourceId}',
  name: 'submitForm',
  summary: 'Write to us through a contact form',
  description: 'Opens a ticket; its code and token lead back to it.',
  access: 'public',
  repeatable: 'kept',
  params: z.strictObject({ sourceId: SourceId }),
  body: Form,
  cors: ({ params }, desk: PublicDesk) => originsOfForm(desk, params['sourceId'] ?? ''),
  answers: { 201: { description: 'The ticket is open', body: TicketCode } },
  perform: async (call, desk: PublicDesk) => {
    const source = await findForm(desk, call.params.sourceId);
    requireOrigin(source, call.origin);
    requireKnownFields(call.body, source);
    await countVisit(desk, source, call.sourceIp);
    return answer(201, await submit(desk, { source, form: call.body, keep: call.keep }));
  },
});

export const submitForm = withToken(submitting, 'The ticket is open');

interface Submission {
  readonly source: FormSource;
  readonly form: Form;
  readonly keep: Keep;
}

async function submit(desk: PublicDesk, { source, form, keep }: Submission) {
  if (isTrapped(form, source)) return pretend(desk, { source, form, keep });
  const opening = openingOf(form, source);
  const { after } = await openConversation(desk, {
    actor: null,
    customer: { email: form.email, name: form.name || null, phone: form.phone ?? null },
    opening: () => opening,
    keep: (change) => keep(201, { code: change.after.code }),
  });
  return { code: after.code };
}

function openingOf(form: Form, source: FormSource) {
  requireSpeech(form.body);
  return {
    subject: form.subject || source.settings.subject || firstLine(form.body),
    channel: 'form' as const,
    sourceId: source.id,
    departmentId: source.departmentId,
    tags: source.defaultTags,
    customFields: readFormFields(source, form.fields ?? {}),
    outgoing: false,
    content: {
      type: 'message' as const,
      author: { kind: 'customer' as const, id: null, name: form.name || null },
      body: form.body,
    },
  };
}

const firstLine = (body: string) => body.trim().split('\n', 1)[0]?.slice(0, longestSubject) ?? '';

function requireKnownFields(form: Form, source: FormSource): void {
  const names = new Set([...Object.keys(known), source.settings.honeypotField]);
  const errors = Object.keys(form)
    .filter((name) => !names.has(name))
    .map((name) => ({ path: name.slice(0, 200), message: 'Unknown field' }));
  if (errors.length > 0) throw new Refusal('invalid', 'The form has faults.', { errors });
}

async function countVisit(desk: PublicDesk, source: FormSource, sourceIp: string): Promise<void> {
  const at = toInstant(desk.now());
  const most = source.settings.perAddressPerHour;
  if (await desk.forms.countVisit(`form ${source.id} ${sourceIp}`, { at, most })) return;
  const retryAfterSeconds = 3600 - (Math.floor(desk.now() / 1000) % 3600);
  throw new Refusal('too-many-requests', 'This form was used too often from your address.', {
    retryAfterSeconds,
  });
}

/** People do not see the honeypot's field; robots fill it. */
function isTrapped(form: Form, { settings }: FormSource): boolean {
  const { honeypotField } = settings;
  const filled = honeypotField in known ? '' : form[honeypotField];
  return filled !== undefined && filled !== null && filled !== '' && filled !== false;
}

/** The same answer as a success, so that robots learn nothing; code and token lead nowhere. */
async function pretend(desk: PublicDesk, { source, form, keep }: Submission) {
  const receipt = { code: desk.ids.code() };
  const spam = { sourceId: source.id, id: desk.ids.next('spm'), at: toInstant(desk.now()), body: form };
  if ((await desk.forms.keepSpam(spam, keep(201, receipt))) === 'kept-already') throw new KeptAlready();
  return receipt;
}
