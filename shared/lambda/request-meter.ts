import type { RateLimits, RateSubject } from '#shared/domain/access/rate-limit.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** Counts one request for whoever sent it; leases run beside the answer, never before it. */
export class RequestMeter {
  readonly #limits: RateLimits | undefined;
  readonly #leases: Promise<void>[] = [];

  constructor(limits: RateLimits | undefined) {
    this.#limits = limits;
  }

  /** Refuses with `too-many-requests` when the budget of this minute is used up. */
  count(subject: RateSubject): void {
    const decision = this.#limits?.take(subject);
    if (decision === undefined) return;
    if (!decision.allowed) {
      const { retryAfterSeconds } = decision;
      throw new Refusal('too-many-requests', `Too many requests; ask again in ${retryAfterSeconds} s.`, {
        retryAfterSeconds,
      });
    }
    if (decision.leased !== null) this.#leases.push(decision.leased);
  }

  async leased(): Promise<void> {
    await Promise.all(this.#leases);
  }
}
