import { requirePermission } from '#shared/domain/access/authorise.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Request } from './call.ts';
import type { AnyOperation } from './operation.ts';

export interface Caller {
  readonly sourceIp: string;
  readonly requestId: string;
}

/** Who holds a token, as one consistent read finds him; refuses with `unauthorized`. */
export type Authenticate = (token: string, caller: Caller) => Promise<Principal>;

function refuseStranger(): never {
  throw new Refusal('unauthorized', 'Send an API key as "Authorization: Bearer <key>" or "apikey: <key>"');
}

/** Whether one may do this at all; for which tickets is the domain's question. Null for public operations. */
export async function admit(
  { permission }: AnyOperation,
  request: Request & { readonly token: string | null },
  authenticate: Authenticate = refuseStranger,
): Promise<Principal | null> {
  if (permission === null) {
    return null;
  }
  const principal = await authenticate(request.token ?? refuseStranger(), request);
  if (permission !== 'anyone') requirePermission(principal, permission);
  return principal;
}
