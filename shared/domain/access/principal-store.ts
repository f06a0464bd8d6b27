import type { Principal } from './principal.ts';

/** As whom somebody came: an agent through one of his keys, or by a token. */
export type Caller = Pick<Principal, 'agentId' | 'keyId'>;

/** For what goes on after the request that asked for it. */
export interface PrincipalStore {
  /**
   * What he may now; undefined once he, or the key, is no more.
   * @param sourceIp from where he comes now: undefined too where his key does not let him in from there.
   */
  find(caller: Caller, sourceIp?: string): Promise<Principal | undefined>;
}
