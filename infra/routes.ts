import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './bundle.ts';
import type { FunctionDescription } from './function-description.ts';

/** One resource path of the gateway and the function that answers every method on it. */
export interface Route {
  /** Such as `/v1/tickets/{ticketId}`; null takes whatever no other route takes. */
  readonly path: string | null;
  readonly functionName: string;
}

/** The function that answers what nobody else does. */
const lastResort = 'reference';

/**
 * Reads the operations of every HTTP function. Refuses two functions on one path: a route is a resource, and a resource
 * belongs to one function.
 */
export async function loadRoutes(functions: readonly FunctionDescription[]): Promise<Route[]> {
  const http = functions.filter(({ trigger }) => trigger.on === 'http');
  const ownerByPath = new Map<string, string>();
  for (const { name, folder } of http) {
    for (const path of await operationPaths(folder)) claimPath(ownerByPath, path, name);
  }
  const routes = [...ownerByPath].map(([path, functionName]): Route => ({ path, functionName }));
  const hasLastResort = http.some(({ name }) => name === lastResort);
  return hasLastResort ? [...routes, { path: null, functionName: lastResort }] : routes;
}

async function operationPaths(folder: string): Promise<string[]> {
  const file = pathToFileURL(join(projectFolder, folder, 'operations.ts')).href;
  const loaded: { operations: readonly { readonly path: string }[] } = await import(file);
  return loaded.operations.map(({ path }) => path);
}

function claimPath(ownerByPath: Map<string, string>, path: string, name: string): void {
  // The gateway tells `/a/{x}` and `/a/{y}` apart as little as we do: one of the two would never be reached.
  const same = [...ownerByPath.keys()].find((known) => shapeOf(known) === shapeOf(path));
  if (same === undefined) {
    ownerByPath.set(path, name);
    return;
  }
  const owner = ownerByPath.get(same);
  if (owner !== name) throw new Error(`${path} of ${name} is already ${same} of ${owner}.`);
}

function shapeOf(path: string): string {
  return path.replace(/\{[^}]+\}/g, '{}');
}
