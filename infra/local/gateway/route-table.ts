import type { RouteDefinition } from '../template/wiring.ts';

export interface RouteMatch {
  readonly routeKey: string;
  readonly functionName: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Route extends RouteDefinition {
  readonly method: string;
  readonly segments: readonly string[];
}

const toRoute = (definition: RouteDefinition): Route => {
  const [method = '', path = ''] = definition.routeKey.split(' ');
  return { ...definition, method, segments: path.split('/').slice(1) };
};

const isVariable = (segment: string): boolean => segment.startsWith('{');
const isGreedy = (segment: string): boolean => segment.endsWith('+}');

/** Fixed segments come before variables, variables before greedy ones, a named method before ANY. */
function rank({ segments, method }: Route): string {
  const kinds = segments.map((segment) => (isGreedy(segment) ? '3' : isVariable(segment) ? '2' : '1'));
  return `${kinds.join('')}${method === 'ANY' ? '9' : '0'}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What one segment of a route gives for the rest of the path; undefined when it does not fit. */
function matchSegment(segment: string, rest: readonly string[]): Record<string, string> | undefined {
  const [actual] = rest;
  if (!isVariable(segment)) return segment === actual ? {} : undefined;
  if (isGreedy(segment))
    return actual === undefined ? undefined : { [segment.slice(1, -2)]: decoded(rest.join('/')) };
  return actual ? { [segment.slice(1, -1)]: decoded(actual) } : undefined;
}

function matchSegments(route: Route, path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const found = matchSegment(segment, path.slice(index));
    if (!found) return undefined;
    Object.assign(parameters, found);
    if (isGreedy(segment)) return parameters;
  }
  return route.segments.length === path.length ? parameters : undefined;
}

/** Chooses the most specific route of an HTTP API; `$default` takes what no other route does. */
export class RouteTable {
  readonly #routes: readonly Route[];
  readonly #fallback: RouteDefinition | undefined;

  constructor(definitions: readonly RouteDefinition[]) {
    this.#fallback = definitions.find(({ routeKey }) => routeKey === '$default');
    this.#routes = definitions
      .filter((each) => each !== this.#fallback)
      .map(toRoute)
      .sort((a, b) => rank(a).localeCompare(rank(b)));
  }

  find(method: string, path: string): RouteMatch | undefined {
    const segments = path.split('/').slice(1);
    for (const route of this.#routes) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = matchSegments(route, segments);
      if (pathParameters)
        return { routeKey: route.routeKey, functionName: route.functionName, pathParameters };
    }
    return this.#fallback && { ...this.#fallback, pathParameters: {} };
  }
}
