/**
 * The identifiers that a function reports as failed; null when its answer must be taken as the failure of the
 * whole batch, as Lambda does with an answer that it cannot read.
 */
export function parseItemFailures(payload: unknown, known: ReadonlySet<string>): string[] | null {
  if (payload === null || payload === undefined || payload === '') return [];
  if (typeof payload !== 'object') return null;
  const failures: unknown = Reflect.get(payload, 'batchItemFailures');
  if (failures === null || failures === undefined) return [];
  if (!Array.isArray(failures)) return null;
  const identifiers = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null ? Reflect.get(failure, 'itemIdentifier') : undefined,
  );
  return identifiers.every((each): each is string => typeof each === 'string' && known.has(each))
    ? identifiers
    : null;
}
