/** Who is who: each address belongs to one person, and merging makes two of them one. */
export class ModelCustomers {
  readonly #idByAddress = new Map<string, string>();
  /** All ids of a person, by the one that he has now. */
  readonly #idsById = new Map<string, readonly string[]>();

  get addresses(): readonly string[] {
    return [...this.#idByAddress.keys()];
  }

  /** Undefined for whoever never wrote. */
  idOf(address: string): string | undefined {
    return this.#idByAddress.get(address);
  }

  idsOf(id: string): readonly string[] {
    return this.#idsById.get(id) ?? [];
  }

  meet(address: string, id: string): void {
    if (this.#idByAddress.has(address)) return;
    this.#idByAddress.set(address, id);
    this.#idsById.set(id, [id]);
  }

  merge(targetId: string, sourceId: string): void {
    this.#idsById.set(targetId, [...this.idsOf(targetId), ...this.idsOf(sourceId)]);
    this.#idsById.delete(sourceId);
    for (const [address, id] of this.#idByAddress) {
      if (id === sourceId) this.#idByAddress.set(address, targetId);
    }
  }
}
