/** The one way to read time outside the domain: a platform that moves its own clock sets the symbol. */
const platformClock = Symbol.for('smista.clock');

/** Milliseconds since the epoch. */
export function now(): number {
  const clock: unknown = Reflect.get(globalThis, platformClock);
  return typeof clock === 'function' ? (clock() as number) : Date.now();
}
