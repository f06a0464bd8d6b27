/** A half-open stretch of a line of milliseconds: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The same points as disjoint, ordered spans; spans that touch become one. */
export function unite(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last && span.from <= last.to) {
      united[united.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else united.push(span);
  }
  return united;
}

/** What remains of `spans` without the points of `taken`. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, hole) =>
      left.flatMap((span) =>
        [
          { from: span.from, to: Math.min(span.to, hole.from) },
          { from: Math.max(span.from, hole.to), to: span.to },
        ].filter((piece) => piece.from < piece.to),
      ),
    [...spans],
  );
}

export function shift(spans: readonly Span[], byMs: number): Span[] {
  return spans.map((span) => ({ from: span.from + byMs, to: span.to + byMs }));
}

/** Index of the last number that is at most `limit` in an ascending list; -1 when all are greater. */
export function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
