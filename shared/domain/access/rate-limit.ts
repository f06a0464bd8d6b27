/** Whose requests are counted together: an API key's, or those of a network address. */
export interface RateSubject {
  readonly kind: 'key' | 'address';
  readonly id: string;
}

/** Shared by all instances: grants a part of a subject's budget for a minute, and never more than the whole. */
export interface RateLeases {
  lease(
    subject: RateSubject,
    minute: number,
    wish: { readonly count: number; readonly budget: number },
  ): Promise<boolean>;
}

export interface RateBudgets {
  /** Requests a minute; 0: any number. */
  readonly key: number;
  readonly address: number;
}

export type RateDecision =
  | { readonly allowed: true; readonly leased: Promise<void> | null }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

interface Meter {
  readonly minute: number;
  /** Requests that this instance may still take; below zero while a lease is on its way. */
  left: number;
  taken: number;
  isExhausted: boolean;
  leased: Promise<void> | null;
}

const minuteMs = 60_000;
const mostMeters = 10_000;

/** Parts of a budget: a first lease, and the largest. */
const firstPart = 200;
const largestPart = 10;
/** A lease is for a quarter of what the instance has taken: what lies unused with many instances is a quarter too. */
const growth = 4;

/** What an instance leases next: it may turn out to be the last request that it sees. */
function nextLease(taken: number, budget: number): number {
  const [first, largest] = [firstPart, largestPart].map((part) => Math.ceil(budget / part)) as [
    number,
    number,
  ];
  return Math.min(Math.max(first, Math.ceil(taken / growth)), largest);
}

/**
 * Counts requests by the minute of the platform clock. An instance leases a part of the budget at the same time as it
 * answers, so that no request waits for it, and the parts grow with what it takes, so that however many instances there
 * are, each finds some left. All of them together may exceed a budget by one request each.
 */
export class RateLimits {
  readonly #leases: RateLeases;
  readonly #budgets: RateBudgets;
  readonly #now: () => number;
  readonly #meterBySubject = new Map<string, Meter>();

  constructor(leases: RateLeases, budgets: RateBudgets, now: () => number) {
    this.#leases = leases;
    this.#budgets = budgets;
    this.#now = now;
  }

  /** Takes one request of a subject. `leased` must be awaited before the instance rests. */
  take(subject: RateSubject): RateDecision {
    const budget = this.#budgets[subject.kind];
    if (budget === 0) return { allowed: true, leased: null };
    const meter = this.#meterOf(subject);
    if (meter.isExhausted && meter.left <= 0) {
      return { allowed: false, retryAfterSeconds: this.#secondsLeft() };
    }
    meter.left -= 1;
    meter.taken += 1;
    if (meter.left <= 0 && meter.leased === null && !meter.isExhausted)
      meter.leased = this.#lease(subject, meter, budget);
    return { allowed: true, leased: meter.leased };
  }

  async #lease(subject: RateSubject, meter: Meter, budget: number): Promise<void> {
    let count = nextLease(meter.taken, budget);
    let isGranted = await this.#isGranted(subject, meter.minute, { count, budget });
    while (!isGranted && count > 1) {
      count = Math.floor(count / growth) || 1;
      isGranted = await this.#isGranted(subject, meter.minute, { count, budget });
    }
    meter.left = isGranted ? meter.left + count : 0;
    meter.isExhausted = !isGranted;
    meter.leased = null;
  }

  /** Nobody is turned away because the count could not be kept. */
  async #isGranted(
    subject: RateSubject,
    minute: number,
    wish: { count: number; budget: number },
  ): Promise<boolean> {
    try {
      return await this.#leases.lease(subject, minute, wish);
    } catch {
      return true;
    }
  }

  #meterOf(subject: RateSubject): Meter {
    const name = `${subject.kind} ${subject.id}`;
    const minute = Math.floor(this.#now() / minuteMs);
    const known = this.#meterBySubject.get(name);
    if (known !== undefined && known.minute === minute) return known;
    if (this.#meterBySubject.size >= mostMeters) this.#meterBySubject.clear();
    const meter: Meter = { minute, left: 0, taken: 0, isExhausted: false, leased: null };
    this.#meterBySubject.set(name, meter);
    return meter;
  }

  #secondsLeft(): number {
    return Math.max(1, Math.ceil((minuteMs - (this.#now() % minuteMs)) / 1000));
  }
}
