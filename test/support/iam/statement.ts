/** A policy statement with its one-or-many fields as lists, and every reference resolved. */
export interface Statement {
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

type OneOrMany = string | readonly string[];

interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

const understoodFields = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition', 'Principal']);

/** Refuses what the evaluator would read wrongly, such as NotAction. */
export function parseStatement(written: WrittenStatement): Statement {
  const strange = Object.keys(written).find((field) => !understoodFields.has(field));
  if (strange !== undefined) throw new Error(`The field ${strange} of a statement is not understood.`);
  return {
    sid: written.Sid ?? '',
    effect: written.Effect,
    actions: listOf(written.Action),
    resources: listOf(written.Resource),
    conditions: Object.fromEntries(
      Object.entries(written.Condition ?? {}).map(([operator, facts]) => [
        operator,
        Object.fromEntries(Object.entries(facts).map(([fact, values]) => [fact, listOf(values)])),
      ]),
    ),
  };
}

function listOf(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
