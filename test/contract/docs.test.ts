import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents } from '#infra/docs/documents.ts';
import { flowEdges } from '#infra/docs/flow-picture.ts';
import { functions } from '#infra/functions.ts';
import { queueNames } from '#infra/queues.ts';
import { allowedMoves } from '#shared/domain/ticket/status.ts';

const written = await documents();

/** Every Markdown file that a person may read first or follow a link to. */
async function listPages(): Promise<string[]> {
  const inDocs = await readdir('docs', { recursive: true });
  return [
    'README.md',
    'CHANGELOG.md',
    ...inDocs.filter((file) => file.endsWith('.md')).map((file) => join('docs', file)),
  ];
}

describe('the generated documentation', () => {
  it.each(Object.keys(written))('%s is as `npm run docs` would write it', async (file) => {
    expect(await readFile(file, 'utf8')).toBe(written[file]);
  });

  it('names every function in the table', () => {
    const missing = functions.filter(({ name }) => !written['docs/functions.md']?.includes(`| ${name} |`));

    expect(missing).toEqual([]);
  });

  it('says of every event what the domain does', () => {
    const events = written['docs/functions.md']?.split('## Events')[1] ?? '';

    expect(events).not.toMatch(/\| – \| [^|]*\|$/m);
  });

  it('leads into every queue in the picture of the flow, and out of it', () => {
    const edges = flowEdges();

    for (const name of queueNames) {
      expect(edges.filter(([, to]) => to === `queue ${name}`)).not.toEqual([]);
      expect(edges.filter(([from]) => from === `queue ${name}`)).not.toEqual([]);
    }
  });

  it('draws as many arrows between statuses as there are moves', () => {
    const arrows = written['docs/statuses.svg']?.match(/marker-end/g) ?? [];

    expect(arrows).toHaveLength(Object.values(allowedMoves).flat().length);
  });
});

describe('the documentation', () => {
  it('has something behind every link between its pages', async () => {
    const pages = await listPages();

    const links = await Promise.all(
      pages.map(async (page) => {
        const text = await readFile(page, 'utf8');
        const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
        return targets.map((target) => join(page, '..', target));
      }),
    );
    const known = new Set([
      ...pages,
      ...(await readdir('docs')).map((file) => join('docs', file)),
      'LICENSE',
    ]);
    expect([...new Set(links.flat())].filter((target) => !known.has(target))).toEqual([]);
  });
});
