import { nameInArn } from './aws-names.ts';

/** A function's own ARN, or the invocation ARN that wraps it: `…:path/2015-03-31/functions/<arn>/invocations`. */
export function functionInUri(uri: string): string {
  const wrapped = /\/functions\/(.+)\/invocations$/.exec(uri);
  return nameInArn(wrapped?.[1] ?? uri);
}
