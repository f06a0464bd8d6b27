import { gzipSync } from 'node:zlib';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Answer, answer } from './answer.ts';

/** What a spreadsheet would take for a formula, in full width too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
const needsQuotes = /[",\r\n]/;
/** What is told in one answer; Lambda itself takes little more. */
const mostBytes = 5_000_000;
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

  /** Refuses with `too-large` beyond 5 MB. */
  add(row: Readonly<Record<string, Cell>>): void {
    const line = this.#columns.map((column) => toField(row[column] ?? null)).join(',');
    this.#bytes += Buffer.byteLength(line) + 2;
    if (this.#bytes > mostBytes) {
      throw new Refusal('too-large', 'The table has more than 5 MB; ask for a shorter range.');
    }
    this.#lines.push(line);
  }

  toBytes(): Uint8Array {
    return Buffer.from(`${this.#lines.join('\r\n')}\r\n`);
  }
}

/** A file to keep; squeezed for who takes it so, because Lambda counts what leaves. */
export function csvAnswer(
  table: CsvTable,
  fileName: string,
  { headers }: { readonly headers: ReadonlyMap<string, string> },
): Answer<200, Uint8Array> {
  const bytes = table.toBytes();
  const named = { 'content-disposition': `attachment; filename="${fileName}"` };
  const isSqueezed = bytes.length > smallBytes && /\bgzip\b/.test(headers.get('accept-encoding') ?? '');
  return isSqueezed
    ? answer(200, gzipSync(bytes), { ...named, 'content-encoding': 'gzip' })
    : answer(200, bytes, named);
}
