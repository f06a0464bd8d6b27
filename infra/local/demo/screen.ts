import { styleText } from 'node:util';
import { wallTimeOf } from './day-clock.ts';

type Style = Parameters<typeof styleText>[0];

const styleByLabel = {
  mail: 'cyan',
  form: 'cyan',
  api: 'cyan',
  message: 'cyan',
  auto: 'gray',
  bounce: 'yellow',
  given: 'green',
  taken: 'green',
  waits: 'yellow',
  reply: 'blue',
  note: 'gray',
  transfer: 'blue',
  postponed: 'blue',
  wake: 'yellow',
  resolved: 'green',
  rule: 'magenta',
  warning: 'yellow',
  breach: ['red', 'bold'],
  team: 'gray',
} as const satisfies Record<string, Style>;

export type Label = keyof typeof styleByLabel;

export interface Line {
  readonly at: string;
  readonly label: Label;
  /** The ticket's code; null for what concerns no ticket. */
  readonly code: string | null;
  readonly text: string;
}

const labelWidth = Math.max(...Object.keys(styleByLabel).map((label) => label.length));
const codeWidth = 'ABC-DEFGH-123'.length;
const gap = '  ';

/** Where the demo speaks: aligned lines, and colours only where a person looks. */
export class Screen {
  readonly #write: (text: string) => void;
  readonly #isColoured: boolean;
  readonly #columns: number;

  constructor(
    write: (text: string) => void,
    { isColoured = false, columns = Number.POSITIVE_INFINITY } = {},
  ) {
    this.#write = write;
    this.#isColoured = isColoured;
    this.#columns = columns;
  }

  static of(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Screen {
    const isColoured = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
    const columns = stream.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
    return new Screen((text) => stream.write(text), { isColoured, columns });
  }

  line({ at, label, code, text }: Line): void {
    const time = wallTimeOf(at);
    const styled = this.#style(styleByLabel[label], label.padEnd(labelWidth));
    const place = (code ?? '').padEnd(codeWidth);
    const room = this.#columns - [time, label.padEnd(labelWidth), place, ''].join(gap).length;
    this.say([time, styled, this.#style('dim', place), shorten(text, room)].join(gap).trimEnd());
  }

  heading(text: string): void {
    this.say(`\n${this.#style('bold', text)}`);
  }

  /** Columns as wide as they must be; numbers to the right. */
  table(rows: readonly (readonly (string | number)[])[]): void {
    const [head = []] = rows;
    const widths = head.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
    rows.forEach((row, index) => {
      const cells = row.map((cell, column) => {
        const isNumber = rows.slice(1).every((each) => typeof each[column] === 'number');
        const width = widths[column] ?? 0;
        return isNumber ? String(cell).padStart(width) : String(cell).padEnd(width);
      });
      const text = `${gap}${cells.join(gap)}`.trimEnd();
      this.say(index === 0 ? this.#style('dim', text) : text);
    });
  }

  say(text = ''): void {
    this.#write(`${text}\n`);
  }

  #style(style: Style, text: string): string {
    // Whether to style was decided once, above, and not by what this process happens to write to.
    return this.#isColoured ? styleText(style, text, { validateStream: false }) : text;
  }
}

function shorten(text: string, room: number): string {
  return text.length <= room || room < 2 ? text : `${text.slice(0, room - 1)}…`;
}
