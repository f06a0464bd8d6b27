import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from '#infra/local/platform.ts';
import { clientOf } from '#test/support/client.ts';

const ownerKey = 'a-key-for-trying';
const readme = await readFile('README.md', 'utf8');

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ ownerKey });
});
afterAll(() => platform.close());

/** The shell lines of "Try it" that speak with a started system. */
function listTrials(): string[] {
  const section = readme.split('## Try it')[1]?.split('\n## ')[0] ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines = '']) => lines);
  return (blocks.find((block) => block.includes('curl ')) ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** In one shell, as a person would; only the ports are those of this test. */
async function run(lines: readonly string[]): Promise<{ code: number | null; outputs: string[] }> {
  const script = lines
    .map((line) => `${line}\necho; echo @@@ $?`)
    .join('\n')
    .replaceAll('127.0.0.1:3000', new URL(platform.url).host)
    .replaceAll('127.0.0.1:2525', `127.0.0.1:${platform.smtpPort}`);
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  shell.stdout.on('data', (chunk) => said.push(String(chunk)));
  await once(shell, 'close');
  return {
    code: shell.exitCode,
    outputs: said
      .join('')
      .split(/\n@@@ 0\n/)
      .map((output) => output.trim()),
  };
}

describe('the lines of the README', () => {
  it('work as they are printed', async () => {
    const lines = listTrials();

    const { code, outputs } = await run(lines);

    expect(code).toBe(0);
    const outputOf = (part: string) =>
      JSON.parse(outputs[lines.findIndex((line) => line.includes(part))] ?? '');
    expect(outputOf('Where is my order?')).toMatchObject({
      status: 'new',
      customer: { email: 'ada@example.com' },
    });
    expect(outputOf('status=new,open').items).toEqual(
      expect.arrayContaining([expect.objectContaining({ subject: 'Where is my order?' })]),
    );
    expect(outputOf('/messages')).toMatchObject({ type: 'reply', author: { kind: 'agent' } });
    expect(outputOf('/timeline').items.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['ticket.created', 'ticket.assigned', 'message.sent']),
    );
    expect(outputOf('advanceSeconds')).toHaveProperty('now');
  });

  it('bring a mail in and one out', async () => {
    await platform.settle();

    const tickets = await clientOf(platform.url, ownerKey).list('/v1/tickets');
    const subjects = tickets.map(({ subject }) => subject);
    expect(subjects.toSorted()).toEqual(['And my invoice?', 'Where is my order?']);
    expect(platform.outbox.list().map(({ mail }) => mail?.to)).toContainEqual(['ada@example.com']);
  });

  it('name the two commands', () => {
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });
});
