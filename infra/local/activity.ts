/** Counts the reactions under way (never requests over HTTP), so that somebody can wait until all is quiet. */
export class Activity {
  #running = 0;
  #begun = 0;
  #waiting: (() => void)[] = [];

  /** Rises with each reaction: equal before and after means that none began between. */
  get begun(): number {
    return this.#begun;
  }

  get running(): number {
    return this.#running;
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    this.#begun += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#wakeWaiting();
    }
  }

  idle(): Promise<void> {
    return this.#running === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wakeWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
