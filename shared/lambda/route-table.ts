import type { AnyOperation } from './operation.ts';

interface Step {
  readonly literal: string | null;
  readonly param: string;
}

interface Route<Served extends AnyOperation> {
  readonly steps: readonly Step[];
  readonly operations: readonly Served[];
}

export interface Match<Served extends AnyOperation> {
  /** Every operation of the path, whatever its method. */
  readonly operations: readonly Served[];
  readonly segments: readonly string[];
}

function toStep(segment: string): Step {
  const param = /^\{(\w*)\}$/.exec(segment)?.[1];
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

/** The parameters of a path by the names that this operation gives them. */
export function pathParamsOf({ path }: AnyOperation, segments: readonly string[]): Record<string, string> {
  const named = path.split('/').map((template, at) => ({ ...toStep(template), segment: segments[at] ?? '' }));
  const params = named.filter(({ literal }) => literal === null);
  return Object.fromEntries(params.map(({ param, segment }) => [param, decodeSegment(segment)]));
}

/** Literal steps before parameters, from the left, so that `/tickets/bulk` wins over `/tickets/{ticketId}`. */
function specificity(route: { readonly steps: readonly Step[] }): string {
  return route.steps.map(({ literal }) => (literal === null ? '1' : '0')).join('');
}

/** Templates that differ only in their parameters' names are one route. */
function shapeOf(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}

function toRoutes<Served extends AnyOperation>(operations: readonly Served[]): Route<Served>[] {
  const byShape = Map.groupBy(operations, ({ path }) => shapeOf(path));
  const routes = [...byShape].map(([shape, served]) => ({
    steps: shape.split('/').map(toStep),
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
    return route ? { operations: route.operations, segments } : null;
  };
}
