import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function run(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const script = fileURLToPath(new URL('../../../infra/local/start.ts', import.meta.url));
  const env = { ...process.env, SMISTA_DATA: ':memory:', ...environment };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  await once(child, 'close');
  return { code: child.exitCode, said: said.join('') };
}

describe('npm start', () => {
  it('says in one sentence that a port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };

    const { code, said } = await run({ PORT: `${port}` });

    server.close();
    expect(code).toBe(1);
    expect(said).toBe(`Port ${port} of 127.0.0.1 is already in use.\n`);
  });

  it.each([
    ['PORT', 'web'],
    ['SMTP_PORT', '70000'],
    ['SMISTA_CONFLICT_SHARE', '2'],
    ['SMISTA_SANDBOXES', '0'],
    ['SMISTA_SANDBOXES', '1.5'],
  ])('says in one sentence that %s=%s makes no sense', async (name, value) => {
    const { code, said } = await run({ [name]: value });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^${name} must be .*\\n$`));
  });

  it('takes no issuer whose tokens could be meant for somebody else', async () => {
    const { code, said } = await run({ SMISTA_OIDC_ISSUER: 'https://login.example.com' });

    expect(code).toBe(1);
    expect(said).toBe('SMISTA_OIDC_ISSUER needs SMISTA_OIDC_AUDIENCE.\n');
  });
});
