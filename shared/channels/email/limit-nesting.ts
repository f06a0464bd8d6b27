import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** Real mails nest tables about 60 deep. Every tree walker over HTML costs depth × tags, or the stack. */
const maxDepth = 300;

const voidTags = new Set(
  'area base br col embed frame hr img input link meta param source track wbr basefont command isindex keygen'.split(
    ' ',
  ),
);
/** Each level of these prefixes every line below it. Twelve are more than a thread of quotes ever shows. */
const prefixingTags = new Set('blockquote ul ol dir menu dl'.split(' '));
const maxPrefixingDepth = 12;
const impliedEnd = new Set('p li td th tr option dt dd'.split(' '));
const blockTags = new Set('p li td th tr div table dt dd h1 h2 h3 h4 h5 h6 blockquote'.split(' '));

/** Counts open tags by name, which is never less than the depth of the parser's own stack. */
class OpenTags {
  private depth = 0;
  private prefixingDepth = 0;
  private readonly countByName = new Map<string, number>();
  private newest = '';

  /** Refuses (false) a tag that would lie too deep. */
  open(name: string): boolean {
    if (voidTags.has(name) || (name === this.newest && impliedEnd.has(name))) return true;
    const prefixing = prefixingTags.has(name) ? 1 : 0;
    if (this.depth >= maxDepth || this.prefixingDepth + prefixing > maxPrefixingDepth) return false;
    this.depth += 1;
    this.prefixingDepth += prefixing;
    this.newest = name;
    this.countByName.set(name, (this.countByName.get(name) ?? 0) + 1);
    return true;
  }

  close(name: string): void {
    const count = this.countByName.get(name) ?? 0;
    this.newest = '';
    if (count === 0) return;
    this.depth -= 1;
    this.prefixingDepth -= prefixingTags.has(name) ? 1 : 0;
    this.countByName.set(name, count - 1);
  }
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

function isNothing(): void {}

function findCuts(html: string): Cut[] {
  const cuts: Cut[] = [];
  const tags = new OpenTags();
  let pending: { start: number; instead: string } | null = null;
  const end = (endIndex: number): void => {
    if (pending) cuts.push({ ...pending, end: endIndex + 1 });
    pending = null;
  };
  const callbacks: TokenizerCallbacks = {
    onopentagname: (start, endIndex) => {
      const name = html.slice(start, endIndex).toLowerCase();
      pending = tags.open(name) ? null : { start: start - 1, instead: blockTags.has(name) ? '<br>' : '' };
    },
    onopentagend: end,
    onselfclosingtag: end,
    onclosetag: (start, endIndex) => tags.close(html.slice(start, endIndex).toLowerCase()),
    onattribdata: isNothing,
    onattribentity: isNothing,
    onattribend: isNothing,
    onattribname: isNothing,
    oncdata: isNothing,
    oncomment: isNothing,
    ondeclaration: isNothing,
    onend: isNothing,
    onprocessinginstruction: isNothing,
    ontext: isNothing,
    ontextentity: isNothing,
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return cuts;
}

/** The same HTML without the tags that lie deeper than 300 levels; their text stays, blocks become line breaks. */
export function limitNesting(html: string): string {
  const cuts = findCuts(html);
  if (cuts.length === 0) return html;
  const kept: string[] = [];
  let from = 0;
  for (const cut of cuts) {
    kept.push(html.slice(from, cut.start), cut.instead);
    from = cut.end;
  }
  kept.push(html.slice(from));
  return kept.join('');
}
