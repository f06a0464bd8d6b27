import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#infra/bundle.ts';

interface Import {
  /** As its file exports it. */
  readonly name: string;
  readonly from: string;
}

/** The way in which every change of a ticket is saved; the decision beside it is the verb. */
const means = new Set(['changeAsAgent', 'authorise']);
/** Classes, conversions, questions with yes or no, checks and readers of input serve a verb; they are none. */
const isHelper = (name: string) =>
  means.has(name) ||
  /^[A-Z]|^(?:to|is|has|require|refuse|parse|read)[A-Z]/.test(name) ||
  /(?:Of|For)$/.test(name);

/** Names that a file imports, without types. */
export function readImports(source: string): Import[] {
  const statements = source.matchAll(/^import \{([^}]+)\} from '([^']+)';$/gm);
  return [...statements].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name: name.split(' as ')[0] ?? name, from })),
  );
}

/**
 * What a route or reaction asks of the domain: the functions that it imports from there, without those that only fetch
 * for another; where there is none, the questions that it puts to what it works with.
 * @param files from the project's folder.
 */
export async function listDomainVerbs(files: readonly string[]): Promise<string[]> {
  const sources = await Promise.all(files.map(async (file) => ({ file, source: await read(file) })));
  const imports = sources.flatMap(({ source }) => readImports(source));
  const verbs = await Promise.all(
    imports.filter(({ from }) => from.startsWith('#shared/domain/')).map(verbOf),
  );
  const found = [...new Set(verbs.flat())];
  const acting = found.filter((name) => !/^(?:find|get)[A-Z]/.test(name));
  if (found.length > 0) return acting.length > 0 ? acting : found;
  const questions = await Promise.all(sources.map(({ file, source }) => listQuestions(file, source)));
  return [...new Set(questions.flat())];
}

const read = (file: string) => readFile(join(projectFolder, file), 'utf8');

async function verbOf({ name, from }: Import): Promise<string[]> {
  const module: Readonly<Record<string, unknown>> = await import(from);
  return typeof module[name] === 'function' && !isHelper(name) ? [name] : [];
}

/** `desk.tickets.listMessages(…)`, in the file itself or in those beside it that it uses. */
async function listQuestions(file: string, source: string): Promise<string[]> {
  const own = questionsIn(source);
  if (own.length > 0) return own;
  const beside = readImports(source).filter(({ from }) => from.startsWith('./'));
  const sources = await Promise.all(beside.map(({ from }) => read(join(file, '..', from))));
  return [...new Set(sources.flatMap(questionsIn))];
}

const questionsIn = (source: string): string[] =>
  [
    ...new Set([...source.matchAll(/\bdesk\.(\w+\.\w+\b|\w+(?=\())/g)].map(([, question = '']) => question)),
  ].filter((question) => question !== 'now');
