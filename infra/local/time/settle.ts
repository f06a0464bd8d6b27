import type { Activity } from '../activity.ts';

export interface Quietness {
  /** Whether nothing can be taken now and nothing is under way. */
  isQuiet(): boolean;
}

export interface DrainableReader {
  isDrained(): Promise<boolean>;
}

export interface SettleSettings {
  readonly activity: Activity;
  readonly pollers: readonly Quietness[];
  readonly readers: readonly DrainableReader[];
  readonly longestSeconds: number;
}

export class NeverQuiet extends Error {
  override readonly name = 'NeverQuiet';
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/**
 * Waits until queues, streams and reactions are empty. What waits for a time (a delayed message, one that failed and
 * is hidden until its visibility ends) belongs to the future and does not count.
 */
export async function settle({ activity, pollers, readers, longestSeconds }: SettleSettings): Promise<void> {
  const latestMs = performance.now() + longestSeconds * 1000;
  const isQuiet = (): boolean => activity.running === 0 && pollers.every((poller) => poller.isQuiet());
  while (performance.now() < latestMs) {
    if (!isQuiet()) {
      await soon();
      continue;
    }
    const before = activity.begun;
    const drained = await Promise.all(readers.map((reader) => reader.isDrained()));
    // A reaction that came and went meanwhile may have written behind a reader that had already looked.
    if (drained.every(Boolean) && activity.begun === before && isQuiet()) return;
  }
  throw new NeverQuiet(
    `The system is not quiet after ${longestSeconds} seconds: ${activity.running} reactions run`,
  );
}
