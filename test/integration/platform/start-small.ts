import { afterEach } from 'vitest';
import { type Platform, startPlatform } from '#infra/local/platform.ts';
import { queue, type SmallAppParts, smallApp } from './small-app.ts';

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** Functions tell what they saw by sending it to the queue `Seen`, which nothing reads. */
export async function start({ functions, resources }: SmallAppParts): Promise<Platform> {
  const { app, remove } = smallApp({ functions, resources: { Seen: queue(), ...resources } });
  const platform = await startPlatform({ app, logs: () => undefined });
  running.push(async () => {
    await platform.close();
    remove();
  });
  return platform;
}

export function seen(platform: Platform): unknown[] {
  const all: unknown[] = [];
  for (;;) {
    const batch = platform.queues.receive('Seen', 10);
    if (batch.length === 0) return all;
    for (const message of batch) {
      all.push(JSON.parse(message.body));
      platform.queues.delete('Seen', message.receiptHandle);
    }
  }
}
