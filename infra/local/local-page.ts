import type { Outbox, OutboxItem, PlatformClock, Queues } from './contracts.ts';
import type { GatewayAnswer } from './gateway/gateway-answer.ts';

export interface LocalPageSettings {
  readonly clock: PlatformClock;
  readonly queues: Queues;
  readonly outbox: Outbox;
}

const mostItems = 200;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');

const cellsOf = (...cells: readonly (string | number)[]): string =>
  cells.map((cell) => `<td>${escaped(String(cell))}</td>`).join('');

/** A line for each queue, with how many of its messages became dead letters. */
function queueRows({ queues }: LocalPageSettings): string {
  const deadLetterQueues = new Set(queues.settings.flatMap(({ deadLetter }) => deadLetter?.queueName ?? []));
  return queues.settings
    .filter(({ name }) => !deadLetterQueues.has(name))
    .map(({ name, deadLetter }) => {
      const { visible, inFlight, delayed } = queues.depth(name);
      const dead = deadLetter === undefined ? null : queues.depth(deadLetter.queueName).visible;
      const style = dead === null || dead === 0 ? '' : ' class="dead"';
      return `<tr${style}>${cellsOf(name, visible, inFlight, delayed, dead ?? '–')}</tr>`;
    })
    .join('');
}

const inWords = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

function outboxEntry({ at, kind, status, ticketId, mail, request }: OutboxItem): string {
  const head = mail
    ? `${mail.from} → ${[...mail.to, ...mail.cc, ...mail.bcc].join(', ')}: ${mail.subject}`
    : `${request?.method} ${request?.url}`;
  const body = mail ? (mail.text ?? mail.html ?? '') : (request?.body ?? '');
  const facts = [inWords(at), kind, String(status), ticketId ?? ''].filter((fact) => fact !== '').join(' · ');
  return `<details><summary>${escaped(head)}<small>${escaped(facts)}</small></summary><pre>${escaped(body)}</pre></details>`;
}

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:right;padding:.25rem 0 .25rem .75rem;border-bottom:1px solid #dde2ea}th{font-weight:500;color:#667085}
th:first-child,td:first-child{text-align:left;padding-left:0}.dead td:last-child{color:#b42318;font-weight:700}a{color:#175cd3}
details{border-bottom:1px solid #dde2ea;padding:.4rem 0}summary{cursor:pointer}small{display:block;color:#667085}
pre{white-space:pre-wrap;background:#f5f7fa;padding:.75rem}`;

/** One readable page: what left, and what waits. Nothing in it is executed: everything shown is text. */
export function toLocalPage(settings: LocalPageSettings): GatewayAnswer {
  const items = settings.outbox.list();
  const entries = items.slice(0, mostItems).map(outboxEntry).join('');
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Smista on this machine</title>
<style>${style}</style><h1>Smista on this machine</h1>
<p>The platform clock says ${inWords(new Date(settings.clock.now()).toISOString())}. <a href="/docs">Reference of the API</a></p>
<h2>Queues</h2><table><tr><th>queue</th><th>visible</th><th>in flight</th><th>delayed</th><th>dead letters</th></tr>${queueRows(settings)}</table>
<h2>Outbox: ${items.length} sent, newest first</h2>${entries || '<p>Nothing was sent yet.</p>'}</html>`;
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body: Buffer.from(page),
  };
}
