import type * as z from 'zod';
import type { InputFault } from '#shared/domain/refusal.ts';

/** An answer names so many faults and cuts so long names: it must stay small, whatever came in. */
const mostFaults = 50;
const longestPath = 200;

/** Where the whole body is at fault. */
export const wholeBody = '$';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

function dotted(path: Path): string {
  return path.length === 0 ? wholeBody : path.map(String).join('.').slice(0, longestPath).toWellFormed();
}

function sentence(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return `Required: ${issue.expected}`;
  }
  return issue.message.replace(/^(Invalid input|Invalid option): /, '').slice(0, 500);
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

/** Of a union's alternatives, the one that the input came nearest to. */
function nearest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const known = alternatives.filter((issues) => issues.length > 0);
  return known.toSorted((one, other) => depth(other) - depth(one) || one.length - other.length)[0] ?? [];
}

function* expand(issue: Issue, parent: Path): Generator<InputFault> {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      yield { path: dotted([...path, key]), message: 'Unknown field' };
    }
  } else if (issue.code === 'invalid_union' && depth(nearest(issue.errors)) > 0) {
    for (const inner of nearest(issue.errors)) {
      yield* expand(inner, path);
    }
  } else {
    yield { path: dotted(path), message: sentence(issue) };
  }
}

/** Every fault with its dotted path: `customer.email`, `groups.0.conditions.1.field`. */
export function toInputFaults(issues: readonly Issue[]): InputFault[] {
  return issues.flatMap((issue) => [...expand(issue, [])]).slice(0, mostFaults);
}
