import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import type { Json } from '#test/support/client.ts';
import type { Journey } from '#test/support/journey.ts';

/** What the endpoint of that name was sent, oldest first. */
export const sentTo = ({ platform }: Journey, name: string) =>
  platform.outbox
    .list()
    .toReversed()
    .flatMap(({ request, status, at }) =>
      request?.url.includes(`${name}.example.com`) ? [{ ...request, status, at }] : [],
    );

/** As a receiver does who has the library and its own clock, which here is the platform's. */
export function verified(
  secret: string,
  { body, headers, at }: { readonly body: string; readonly headers: Json; readonly at: string },
): Json {
  vi.useFakeTimers({ now: Date.parse(at), toFake: ['Date'] });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}
