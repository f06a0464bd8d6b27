import { gzipSync } from 'node:zlib';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Answer, answer } from './answer.ts';
import { csvType, isAnswerable } from './reply.ts';

/** What a spreadsheet would take for a formula, in full width too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
const needsQuotes = /[",\r\n]/;
/** What one instance can hold at a time; more is asked for in parts. */
const mostBytes = 100_000_000;
/** What is told in an answer (behaviour.md section 10), if Lambda takes it as it is written. */
const mostAnswered = 5_000_000;
const smallBytes = 10_000;

type Cell = string | number | boolean | object | null;

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return JSON.stringify(cell);
  if (typeof cell === 'number') return String(cell);
  const text = String(cell);
  return formula.test(text) ? `'${text}` : text;
}

function toField(cell: Cell): string {
  const text = textOf(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table by RFC 4180; what could be a formula is disarmed by an apostrophe. */
export class CsvTable {
  readonly #columns: readonly string[];
  readonly #lines: string[];
  #bytes = 0;

  constructor(columns: readonly string[]) {
    this.#columns = columns;
    this.#lines = [columns.map(toField).join(',')];
  }

  get rows(): number {
    return this.#lines.length - 1;
  }

  /** Refuses with `too-large` beyond 100 MB. */
  add(row: Readonly<Record<string, Cell>>): void {
    const line = this.#columns.map((column) => toField(row[column] ?? null)).join(',');
    this.#bytes += Buffer.byteLength(line) + 2;
    if (this.#bytes > mostBytes) {
      throw new Refusal('too-large', 'The table has more than 100 MB; ask for a shorter range.');
    }
    this.#lines.push(line);
  }

  get bytes(): number {
    return this.#bytes;
  }

  toText(): string {
    return `${this.#lines.join('\r\n')}\r\n`;
  }
}

/** Where files lie that are too large for an answer. */
export interface Downloads {
  /** @returns an address under which a browser saves the file, for a minute. */
  lay(file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }): Promise<string>;
}

type FileAnswer = Answer<200, Uint8Array | string> | Answer<303, null>;

/** What an operation declares that answers with `csvAnswer`. */
export const csvElsewhere = {
  303: {
    description: 'The file is too large for an answer: it is there, for a minute',
    headers: { location: 'The link to the file' },
  },
} as const;

interface Asking {
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * A file to keep; squeezed for who takes it so, because Lambda counts what leaves. One that has more than 5 MB, or that
 * Lambda would not take, is laid where a link leads.
 */
export async function csvAnswer(
  table: CsvTable,
  name: string,
  { call, downloads }: { readonly call: Asking; readonly downloads: Downloads },
): Promise<FileAnswer> {
  const text = table.toText();
  const told = fileAnswer(text, name, call);
  if (table.bytes <= mostAnswered && isAnswerable(told, { description: name, csv: true })) return told;
  const location = await downloads.lay({ name, type: csvType, bytes: Buffer.from(text) });
  return answer(303, null, { location });
}

function fileAnswer(text: string, name: string, { headers }: Asking): Answer<200, Uint8Array | string> {
  const named = { 'content-disposition': `attachment; filename="${name}"` };
  const isSqueezed = text.length > smallBytes && /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
  return isSqueezed
    ? answer(200, gzipSync(text), { ...named, 'content-encoding': 'gzip' })
    : answer(200, text, named);
}
