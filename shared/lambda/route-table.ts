import type { AnyOperation } from './operation.ts';

interface Step {
  readonly literal: string | null;
  readonly param: string;
}

interface Route<Served extends AnyOperation> {
  readonly steps: readonly Step[];
  readonly operations: Served[];
}

export interface Match<Served extends AnyOperation> {
  /** Every operation of the path, whatever its method. */
  readonly operations: readonly Served[];
  readonly pathParams: Readonly<Record<string, string>>;
}

function toStep(segment: string): Step {
  const param = /^\{(\w+)\}$/.exec(segment)?.[1];
  return param === undefined ? { literal: segment, param: '' } : { literal: null, param };
}

/** Malformed escapes stay as they came: the parameter's schema will refuse them. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function fits(steps: readonly Step[], segments: readonly string[]): boolean {
  return (
    steps.length === segments.length &&
    steps.every(({ literal }, at) => (literal === null ? segments[at] !== '' : literal === segments[at]))
  );
}

function paramsOf(steps: readonly Step[], segments: readonly string[]): Record<string, string> {
  const named = steps.map(({ literal, param }, at) => ({ literal, param, segment: segments[at] ?? '' }));
  return Object.fromEntries(
    named
      .filter(({ literal }) => literal === null)
      .map(({ param, segment }) => [param, decodeSegment(segment)]),
  );
}

/** Literal steps before parameters, from the left, so that `/tickets/bulk` wins over `/tickets/{ticketId}`. */
function specificity(route: { readonly steps: readonly Step[] }): string {
  return route.steps.map(({ literal }) => (literal === null ? '1' : '0')).join('');
}

function toRoutes<Served extends AnyOperation>(operations: readonly Served[]): Route<Served>[] {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const routes = [...byPath].map(([path, served]) => ({
    steps: path.split('/').map(toStep),
    operations: served,
  }));
  return routes.toSorted((one, other) => (specificity(one) < specificity(other) ? -1 : 1));
}

/** Finds the operations of a path; null for a path that nobody declared. */
export function routeTable<Served extends AnyOperation>(operations: readonly Served[]) {
  const routes = toRoutes(operations);
  return (path: string): Match<Served> | null => {
    const segments = path.split('/');
    const route = routes.find(({ steps }) => fits(steps, segments));
    return route ? { operations: route.operations, pathParams: paramsOf(route.steps, segments) } : null;
  };
}
