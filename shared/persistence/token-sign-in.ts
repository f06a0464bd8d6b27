import { boundSubject, keyIdOfTokens, SignInRefused } from '#shared/domain/access/sign-in.ts';
import { MailAddress } from '#shared/domain/customer/mail-address.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Issuer } from '#shared/runtime/sign-in/issuer.ts';
import type { VerifiedToken, VerifyToken } from '#shared/runtime/sign-in/verify-token.ts';
import { auditWrite } from './audit-writes.ts';
import type { Holder } from './holder.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import { findLivingAgent, type LivingAgent, readPrincipal } from './principal-of.ts';
import type { SignInRecords } from './sign-in-records.ts';
import type { SubjectPointer } from './subject-store.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, putOver, type Write } from './write.ts';

/** Keys of ours never look like this. */
export const looksLikeToken = (credential: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(credential);

interface Parts {
  readonly records: SignInRecords;
  readonly now: () => number;
}

class TokenSignIn {
  readonly #table: Table;
  readonly #issuer: Issuer;
  readonly #parts: Parts;
  #verify: Promise<VerifyToken> | null = null;

  constructor(table: Table, issuer: Issuer, parts: Parts) {
    this.#table = table;
    this.#issuer = issuer;
    this.#parts = parts;
  }

  async find(text: string, sourceIp: string): Promise<Holder> {
    const readAtMs = this.#parts.now();
    const { token, fault } = await (await this.#verification())(text);
    if (token === null) throw new SignInRefused(fault);
    const found = await this.#findAgent(token, sourceIp);
    const key = { keyId: keyIdOfTokens(found.agent.id), granted: null };
    const principal = await readPrincipal(this.#table, found, key);
    return { principal, key: null, expiresAtMs: token.expiresAtMs, readAtMs };
  }

  /** Loaded with the first token: most instances never see one. */
  #verification(): Promise<VerifyToken> {
    this.#verify ??= import('#shared/runtime/sign-in/verify-token.ts').then(({ openTokenVerification }) =>
      openTokenVerification(this.#issuer, this.#parts.now),
    );
    return this.#verify;
  }

  /** The subject decides; the mail address only says, once, whose subject it is. */
  async #findAgent(token: VerifiedToken, sourceIp: string): Promise<LivingAgent> {
    const pointer = await this.#findPointer(token);
    const known = pointer === undefined ? undefined : await this.#findLiving(pointer.agentId);
    if (known !== undefined) return known;
    const found = await this.#findByMail(token, pointer);
    return this.#bind(found, { token, pointer, sourceIp });
  }

  async #findPointer({ subject }: VerifiedToken): Promise<SubjectPointer | undefined> {
    const item = await this.#table.get(keys.agentBySubject(this.#issuer.address, subject));
    return item === undefined ? undefined : thingOf<SubjectPointer>(item);
  }

  async #findLiving(agentId: string): Promise<LivingAgent | undefined> {
    const items = await this.#table.queryAll(keys.everythingOfAgent(agentId));
    const agent = findLivingAgent(items);
    return agent === undefined ? undefined : { agent, items };
  }

  /** @param pointer leads to somebody who is deleted: his address may belong to a new agent. */
  async #findByMail(
    { subject, verifiedEmail }: VerifiedToken,
    pointer: SubjectPointer | undefined,
  ): Promise<LivingAgent> {
    const address = MailAddress.safeParse(verifiedEmail);
    if (pointer === undefined && !address.success) throw new SignInRefused('email-not-verified');
    const item = address.success ? await this.#table.get(keys.agentByMail(address.data)) : undefined;
    const found = item && (await this.#findLiving(thingOf<{ agentId: string }>(item).agentId));
    if (found === undefined) {
      throw pointer === undefined
        ? new SignInRefused('agent-unknown')
        : new SignInRefused('agent-deleted', { agentId: pointer.agentId });
    }
    const bound = this.#subjectOf(found);
    if (bound === null || bound === subject) return found;
    throw new SignInRefused('subject-differs', { agentId: found.agent.id });
  }

  #subjectOf({ agent, items }: LivingAgent): string | null {
    const { sk } = keys.subjectOf(agent.id, this.#issuer.address);
    const item = items.find((each) => each.sk === sk);
    return item === undefined ? null : thingOf<{ subject: string }>(item).subject;
  }

  async #bind(
    found: LivingAgent,
    how: { token: VerifiedToken; pointer: SubjectPointer | undefined; sourceIp: string },
  ): Promise<LivingAgent> {
    const { token, pointer, sourceIp } = how;
    const { address: issuer } = this.#issuer;
    const subject = { agentId: found.agent.id, issuer, subject: token.subject };
    const audit = boundSubject(subject, { sourceIp }, await this.#parts.records.context());
    const isBound = this.#subjectOf(found) !== null;
    const own = putNew(keys.subjectOf(subject.agentId, issuer), 'agentSubject', { data: subject });
    const writes = [
      pointerWrite(keys.agentBySubject(issuer, token.subject), subject.agentId, pointer),
      ...(isBound ? [] : [own]),
      auditWrite(audit),
    ];
    try {
      await this.#table.commit(writes);
      return found;
    } catch (error) {
      if (!(error instanceof ConditionLost)) throw error;
      return this.#findWinner(token, found);
    }
  }

  /** Two first tokens at once: both may be his, or one of a stranger who claims his address. */
  async #findWinner(token: VerifiedToken, { agent }: LivingAgent): Promise<LivingAgent> {
    const pointer = await this.#findPointer(token);
    const winner = pointer === undefined ? undefined : await this.#findLiving(pointer.agentId);
    if (winner !== undefined) return winner;
    throw new SignInRefused('subject-differs', { agentId: agent.id });
  }
}

function pointerWrite(key: keys.Key, agentId: AgentId, over: SubjectPointer | undefined): Write {
  const version = over?.version ?? 0;
  const thing = { data: { agentId, version: version + 1 } satisfies SubjectPointer };
  return over === undefined
    ? putNew(key, 'subjectPointer', thing)
    : putOver(key, 'subjectPointer', { ...thing, version });
}

/** Agents by tokens of the configured issuer. */
export function openTokenSignIn(table: Table, issuer: Issuer, parts: Parts): Pick<TokenSignIn, 'find'> {
  return new TokenSignIn(table, issuer, parts);
}
