/** The value below which that share (0 to 1) of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Milliseconds of wall time. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** Each in turn, round after round, so that whatever the machine does meanwhile hits all alike. */
export async function timedInTurn(
  rounds: number,
  acts: readonly (() => Promise<unknown>)[],
): Promise<number[][]> {
  const times: number[][] = acts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, act] of acts.entries()) times[index]?.push(await timed(act));
  }
  return times;
}
