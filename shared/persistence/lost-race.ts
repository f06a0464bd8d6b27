import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';

/** Conditions of these writes (by position) did not hold; nothing was written. */
export class ConditionLost extends Error {
  readonly positions: readonly number[];

  constructor(positions: readonly number[], cause: unknown) {
    super(`the condition of write ${positions.join(', ')} did not hold`, { cause });
    this.name = 'ConditionLost';
    this.positions = positions;
  }
}

/** Which conditions a refused write names; none when it failed for another reason. */
export function lostConditions(error: unknown): number[] {
  if (error instanceof ConditionalCheckFailedException) return [0];
  return reasonsOf(error).flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
}

/** Two touched one item at the same moment: AWS says so constantly, and trying again is the answer. */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException || error instanceof TransactionInProgressException)
    return true;
  return reasonsOf(error).some((code) => code === 'TransactionConflict' || code === 'ThrottlingError');
}

function reasonsOf(error: unknown): string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}
