import { platformStatementIds } from '#infra/constructs/own-statements.ts';
import { actionsOf } from './actions-of.ts';
import { arnsOf, type Place } from './arns-of.ts';
import { decideAccess } from './decide-access.ts';
import { matchesPattern } from './matches-pattern.ts';
import type { RecordedCall } from './recorded-call.ts';
import type { Statement } from './statement.ts';

/** What each function may do, by its name in `infra/functions.ts`. */
export interface FunctionPolicies {
  readonly place: Place;
  readonly statementsByFunction: ReadonlyMap<string, readonly Statement[]>;
}

export interface Right {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

export interface Comparison {
  /** Asked for by a call and not granted. */
  readonly denied: readonly Right[];
  /** Granted and never asked for. */
  readonly unused: readonly Right[];
}

/**
 * Holds what functions did against what they may, both ways. Rights that Lambda uses in a function's name, and rights
 * behind presigned links, are never called by the function itself: they do not count as unused.
 */
export function compare(calls: readonly RecordedCall[], policies: FunctionPolicies): Comparison {
  const asked = distinct(calls.flatMap((call) => rightsOf(call, policies.place)));
  const denied = asked.filter((right) => {
    const statements = policies.statementsByFunction.get(right.functionName) ?? [];
    return !decideAccess(statements, right).allowed;
  });
  const unused = grantedRights(policies).filter((granted) => !asked.some((right) => covers(granted, right)));
  return { denied, unused };
}

function rightsOf(call: RecordedCall, place: Place): Right[] {
  const resources = arnsOf(call, place);
  return actionsOf(call).flatMap((action) =>
    resources.map((resource) => ({ functionName: call.functionName, action, resource })),
  );
}

function grantedRights({ statementsByFunction }: FunctionPolicies): Right[] {
  return [...statementsByFunction].flatMap(([functionName, statements]) =>
    statements
      .filter(({ effect, sid }) => effect === 'Allow' && isUsedByTheFunction(sid))
      .flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => ({ functionName, action, resource }))),
      ),
  );
}

function isUsedByTheFunction(sid: string): boolean {
  return !sid.startsWith('LinksTo') && !platformStatementIds.some((id) => id === sid);
}

function covers(granted: Right, asked: Right): boolean {
  return (
    granted.functionName === asked.functionName &&
    matchesPattern(granted.action.toLowerCase(), asked.action.toLowerCase()) &&
    matchesPattern(granted.resource, asked.resource)
  );
}

function distinct(rights: readonly Right[]): Right[] {
  return [...new Map(rights.map((right) => [Object.values(right).join(' '), right])).values()];
}
