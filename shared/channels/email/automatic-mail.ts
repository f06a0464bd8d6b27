import { type AutomaticEvidence, type AutomaticKind, automaticSigns } from './automatic-signs.ts';
import { headerValue } from './header-fields.ts';
import { parseParameters } from './parameters.ts';
import type { MailHeaders } from './read-headers.ts';

/** Why nobody should answer a mail by machine; `none` is a person's mail. */
export interface Automatic {
  readonly kind: AutomaticKind;
  readonly reasons: readonly string[];
}

export function toEvidence(headers: MailHeaders, reportedActions: readonly string[]): AutomaticEvidence {
  const type = parseParameters(headerValue(headers.fields, 'content-type'));
  return {
    header: (name) => headerValue(headers.fields, name).toLowerCase(),
    has: (name) => headers.fields.some((field) => field.name === name),
    subject: headers.subject.toLowerCase(),
    authorLocalPart: (headers.from.address ?? '').toLowerCase().replace(/@.*$/, ''),
    reportType:
      type.value === 'multipart/report' ? (type.parameters.get('report-type') ?? '').toLowerCase() : null,
    reportedActions,
  };
}

/** Chooses the kind by the first sign in the list and names every sign that shows. */
export function chooseAutomaticKind(evidence: AutomaticEvidence): Automatic {
  const showing = automaticSigns.filter((sign) => sign.shows(evidence));
  return { kind: showing[0]?.kind ?? 'none', reasons: [...new Set(showing.map((sign) => sign.reason))] };
}

export function isAutomatic(mail: { readonly automatic: Automatic }): boolean {
  return mail.automatic.kind !== 'none';
}
