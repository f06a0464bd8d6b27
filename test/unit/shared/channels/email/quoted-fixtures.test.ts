import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldQuoted } from '#shared/channels/email/fold-quoted.ts';
import { parseMail } from '#shared/channels/email/parse-mail.ts';

interface Sample {
  readonly file: string;
  readonly format: 'text' | 'html' | 'eml';
  readonly visible?: string;
  readonly visible_also_accepted?: string;
  readonly visible_contains?: string[];
  readonly visible_not_contains?: string[];
  readonly elided_is_nonempty?: boolean;
  readonly compare?: string;
}

const folder = process.env['SMISTA_FIXTURES'] ?? '';

function readSamples(): Sample[] {
  if (!folder) return [];
  return JSON.parse(readFileSync(join(folder, 'quoted/expected.json'), 'utf8')).samples;
}

async function fold(sample: Sample) {
  const bytes = readFileSync(join(folder, 'quoted', sample.file));
  if (sample.format === 'eml') return foldQuoted(await parseMail(bytes));
  const content = bytes.toString('utf8');
  return foldQuoted(sample.format === 'html' ? { text: null, html: content } : { text: content, html: null });
}

function toComparable(text: string, sample: Sample): string {
  return sample.compare === 'ignore all whitespace' ? text.replace(/\s+/g, '') : text.trim();
}

describe.runIf(folder)('the quoted fixtures', () => {
  it('are all fifty-five', () => {
    expect(readSamples().length).toBeGreaterThanOrEqual(55);
  });

  it.each(readSamples())('folds $file', async (sample) => {
    const folded = await fold(sample);
    const visible = toComparable(folded.visibleText, sample);
    const accepted = [sample.visible, sample.visible_also_accepted]
      .filter((text) => text !== undefined)
      .map((text) => toComparable(text, sample));

    expect(accepted.length === 0 ? [visible] : accepted).toContain(visible);
    for (const text of sample.visible_contains ?? []) expect(folded.visibleText).toContain(text);
    for (const text of sample.visible_not_contains ?? []) expect(folded.visibleText).not.toContain(text);
    if (sample.elided_is_nonempty !== undefined) expect(folded.elided !== '').toBe(sample.elided_is_nonempty);
  });
});
