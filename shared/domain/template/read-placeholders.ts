import Mustache from 'mustache';

export interface Placeholder {
  readonly name: string;
  readonly use: 'escaped' | 'plain' | 'section';
}

type Token = readonly [
  type: string,
  value: string,
  from: number,
  to: number,
  inner?: unknown,
  ...rest: unknown[],
];

/** Every placeholder of a template in order; or why it is none: a tag that does not end, or one that we do not know. */
export function readPlaceholders(text: string): readonly Placeholder[] | string {
  try {
    return read(new Mustache.Writer().parse(text) as unknown as readonly Token[]);
  } catch (error) {
    return error instanceof Error ? error.message : 'Cannot be read';
  }
}

const uses: Readonly<Record<string, Placeholder['use']>> = {
  name: 'escaped',
  '&': 'plain',
  '#': 'section',
  '^': 'section',
};
/** Texts and comments. */
const silent = new Set(['text', '!']);

function read(tokens: readonly Token[]): Placeholder[] {
  return tokens.flatMap(([type, name, , , inner]) => {
    if (silent.has(type)) return [];
    const use = uses[type];
    if (use === undefined) throw new Error(`{{${type}${name}}} is not known here`);
    const within = Array.isArray(inner) ? read(inner as readonly Token[]) : [];
    return [{ name, use }, ...within];
  });
}
