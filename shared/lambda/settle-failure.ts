import { Refusal } from '#shared/domain/refusal.ts';
import { logDetail, logFault, logInfo } from './logger.ts';
import { refusalFate } from './refusal-fate.ts';

/**
 * Whether a failed message is over or must come again, and the log line that it deserves. One to be parked comes again
 * too: the queue counts its attempts and moves it to the dead letters, where an alarm finds it.
 */
export function settleFailure(error: unknown): 'over' | 'again' {
  if (!(error instanceof Refusal)) {
    logFault('A message failed', error);
    return 'again';
  }
  const fate = refusalFate[error.code];
  if (fate === 'park') {
    logFault('A message is refused for good', error);
  } else if (fate === 'retry') {
    logDetail('A message comes again', { code: error.code });
  } else {
    logInfo('A message has nothing left to do', { code: error.code });
  }
  return fate === 'done' ? 'over' : 'again';
}
