/** What the decision about automatic mail looks at; texts in lower case. */
export interface AutomaticEvidence {
  /** First value of a header field; empty when there is none. */
  header(name: string): string;
  has(name: string): boolean;
  readonly subject: string;
  /** Part before the @ of the author; empty when there is no address. */
  readonly authorLocalPart: string;
  /** Type of a multipart/report (`delivery-status`, `disposition-notification`, …), empty without a type; null for other mail. */
  readonly reportType: string | null;
  /** `Action` fields of the delivery report: `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly reportedActions: readonly string[];
}

export type AutomaticKind =
  | 'bounce'
  | 'delay'
  | 'auto-reply'
  | 'auto-generated'
  | 'list'
  | 'mdn'
  | 'challenge'
  | 'none';

/** One reason to hold a mail for automatic (RFC 3834 and channels.md 1.6). */
export interface AutomaticSign {
  readonly kind: AutomaticKind;
  readonly reason: string;
  shows(evidence: AutomaticEvidence): boolean;
}

const daemon = /^(?:mailer[-_.]?daemon|mail-?daemon|mdaemon|double-bounce|bounces?)$/;
const undelivered =
  /undeliver|returned mail|returned to sender|failure notice|deliver(?:y|ing)[^\n]{0,40}fail|fail[^\n]{0,30}deliver|delivery status notification|could ?n.t be delivered|could not be delivered|mail system error|unzustellbar|nicht zugestellt|zustellung[^\n]{0,20}fehl|non remis|échec de la remise|no se (?:ha podido|puede) entreg|no entregado|mancata? (?:recapito|consegna)|onbestelbaar|niet bezorgd|não entregue|не (?:доставлен|удалось доставить)|недоставлен|niedostarczon|olevererat|配信不能|投递失败|退信|传输失败/;
const delayed =
  /delay|still being retried|will (?:be )?retr(?:y|ied)|warning: (?:could not send|message)|verzögert|retardé|retrasad|задерж/;
const challenged =
  /(?:please )?confirm (?:your|this|the) (?:e-?mail|message|mail|delivery|address)|(?:sender|message) (?:verification|confirmation) (?:required|needed)|verify (?:that )?you(?: are|'re)|challenge[- ]response/;
const vacationHeaders =
  'x-autoreply x-autorespond x-autoresponder x-autoresponse x-auto-reply x-auto-reply-from x-autoreply-from x-mail-autoreply x-vacation x-autoreply-domain x-ms-exchange-inbox-rules-loop x-amazon-auto-reply'.split(
    ' ',
  );
const listHeaders =
  'list-id list-post list-unsubscribe list-subscribe list-help list-owner list-archive mailing-list x-mailing-list x-mailman-version x-beenthere x-listserver'.split(
    ' ',
  );

function hasNullPath(evidence: AutomaticEvidence): boolean {
  return evidence.has('return-path') && evidence.header('return-path').replace(/[<>\s]/g, '') === '';
}

function hasEmptyAuthor(evidence: AutomaticEvidence): boolean {
  return evidence.has('from') && evidence.authorLocalPart === '';
}

function isFromSystem(evidence: AutomaticEvidence): boolean {
  return (
    daemon.test(evidence.authorLocalPart) ||
    evidence.authorLocalPart === 'postmaster' ||
    hasEmptyAuthor(evidence)
  );
}

function isDeliveryReport(evidence: AutomaticEvidence): boolean {
  return (
    evidence.reportType === 'delivery-status' || (evidence.reportType === '' && !evidence.has('list-id'))
  );
}

function reports(evidence: AutomaticEvidence, action: string): boolean {
  return evidence.reportedActions.includes(action);
}

function precedenceIs(evidence: AutomaticEvidence, ...values: string[]): boolean {
  return ['precedence', 'x-precedence'].some((name) => values.includes(evidence.header(name)));
}

function submitted(evidence: AutomaticEvidence): string {
  return evidence
    .header('auto-submitted')
    .replace(/[;(].*$/s, '')
    .trim();
}

function isMarkedAutomatic(evidence: AutomaticEvidence): boolean {
  return (
    ['', 'no'].includes(submitted(evidence)) === false || precedenceIs(evidence, 'bulk', 'junk', 'auto_reply')
  );
}

/** In the order of precedence: the first sign that shows gives the kind, all that show give the reasons. */
export const automaticSigns: readonly AutomaticSign[] = [
  { kind: 'mdn', reason: 'read-receipt', shows: (e) => e.reportType === 'disposition-notification' },
  {
    kind: 'delay',
    reason: 'delay-report',
    shows: (e) => isDeliveryReport(e) && reports(e, 'delayed') && !reports(e, 'failed'),
  },
  {
    kind: 'auto-generated',
    reason: 'delivery-receipt',
    shows: (e) =>
      isDeliveryReport(e) && e.reportedActions.length > 0 && !reports(e, 'failed') && !reports(e, 'delayed'),
  },
  { kind: 'bounce', reason: 'delivery-report', shows: isDeliveryReport },
  {
    kind: 'delay',
    reason: 'delay-notice',
    shows: (e) => (isFromSystem(e) || hasNullPath(e)) && e.reportType === null && delayed.test(e.subject),
  },
  { kind: 'bounce', reason: 'failed-recipients', shows: (e) => e.has('x-failed-recipients') },
  { kind: 'bounce', reason: 'daemon-sender', shows: (e) => daemon.test(e.authorLocalPart) },
  {
    kind: 'bounce',
    reason: 'undelivered-notice',
    shows: (e) => (isFromSystem(e) || hasNullPath(e)) && undelivered.test(e.subject),
  },
  {
    kind: 'challenge',
    reason: 'challenge',
    shows: (e) => isMarkedAutomatic(e) && challenged.test(e.subject),
  },
  {
    kind: 'challenge',
    reason: 'challenge-header',
    shows: (e) => e.has('x-challenge') || e.has('x-spamarrest-challenge'),
  },
  { kind: 'auto-reply', reason: 'auto-submitted', shows: (e) => submitted(e) === 'auto-replied' },
  { kind: 'auto-reply', reason: 'precedence', shows: (e) => precedenceIs(e, 'auto_reply', 'auto-reply') },
  {
    kind: 'auto-reply',
    reason: 'autoreply-header',
    shows: (e) => vacationHeaders.some((name) => e.has(name)),
  },
  { kind: 'list', reason: 'list-header', shows: (e) => listHeaders.some((name) => e.has(name)) },
  { kind: 'list', reason: 'precedence', shows: (e) => precedenceIs(e, 'list') },
  {
    kind: 'auto-generated',
    reason: 'auto-submitted',
    shows: (e) => !['', 'no', 'auto-replied'].includes(submitted(e)),
  },
  { kind: 'auto-generated', reason: 'precedence', shows: (e) => precedenceIs(e, 'bulk', 'junk') },
  { kind: 'auto-generated', reason: 'report', shows: (e) => e.reportType !== null },
  {
    kind: 'auto-generated',
    reason: 'suppress-header',
    shows: (e) => !['', 'none'].includes(e.header('x-auto-response-suppress')),
  },
  { kind: 'auto-generated', reason: 'null-return-path', shows: hasNullPath },
  { kind: 'auto-generated', reason: 'system-sender', shows: isFromSystem },
];
