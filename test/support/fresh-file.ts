import { afterAll, vi } from 'vitest';

/**
 * Files of one worker share what Node has loaded, which spares each the time to load the SDK anew. Our own modules,
 * the environment and the clock are each file's own, as in a process of its own.
 */
vi.resetModules();
const environment = { ...process.env };
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  Reflect.deleteProperty(globalThis, Symbol.for('smista.clock'));
});
