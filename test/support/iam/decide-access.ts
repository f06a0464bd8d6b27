import { matchesPattern } from './matches-pattern.ts';
import type { Statement } from './statement.ts';

export interface AccessRequest {
  /** Such as `dynamodb:GetItem`; the case does not matter, as on AWS. */
  readonly action: string;
  readonly resource: string;
  /** Facts about the request that conditions ask for, such as `aws:SourceAccount`. */
  readonly facts?: Readonly<Record<string, string>>;
}

export type AccessDecision =
  | { readonly allowed: true; readonly by: Statement }
  | { readonly allowed: false; readonly reason: 'denied'; readonly by: Statement }
  | { readonly allowed: false; readonly reason: 'not-allowed' };

type Comparison = (asked: string, wanted: readonly string[]) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (asked, wanted) => wanted.includes(asked),
  StringNotEquals: (asked, wanted) => !wanted.includes(asked),
  StringLike: (asked, wanted) => wanted.some((pattern) => matchesPattern(pattern, asked)),
  ArnEquals: (asked, wanted) => wanted.some((pattern) => matchesPattern(pattern, asked)),
  ArnLike: (asked, wanted) => wanted.some((pattern) => matchesPattern(pattern, asked)),
  Bool: (asked, wanted) => wanted.includes(asked.toLowerCase()),
};

/** An explicit deny wins, then any allow; what nobody allowed is refused. */
export function decideAccess(statements: readonly Statement[], request: AccessRequest): AccessDecision {
  const applying = statements.filter((statement) => applies(statement, request));
  const deny = applying.find(({ effect }) => effect === 'Deny');
  if (deny !== undefined) return { allowed: false, reason: 'denied', by: deny };
  const allow = applying.find(({ effect }) => effect === 'Allow');
  return allow === undefined ? { allowed: false, reason: 'not-allowed' } : { allowed: true, by: allow };
}

function applies(statement: Statement, request: AccessRequest): boolean {
  return (
    statement.actions.some((pattern) =>
      matchesPattern(pattern.toLowerCase(), request.action.toLowerCase()),
    ) &&
    statement.resources.some((pattern) => matchesPattern(pattern, request.resource)) &&
    Object.entries(statement.conditions).every(([operator, wanted]) =>
      holds({ operator, wanted }, request.facts ?? {}),
    )
  );
}

function holds(
  condition: { readonly operator: string; readonly wanted: Readonly<Record<string, readonly string[]>> },
  facts: Readonly<Record<string, string>>,
): boolean {
  const compare = comparisons[condition.operator];
  if (compare === undefined) throw new Error(`The condition ${condition.operator} is not understood.`);
  const factByName = new Map(Object.entries(facts).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(condition.wanted).every(([name, values]) => {
    const asked = factByName.get(name.toLowerCase());
    // A missing fact satisfies only what must not be equal.
    return asked === undefined ? condition.operator === 'StringNotEquals' : compare(asked, values);
  });
}
