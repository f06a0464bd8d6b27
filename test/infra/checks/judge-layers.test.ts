import { describe, expect, it } from 'vitest';
import { judgeLayers } from '#infra/checks/judge-layers.ts';

const violation = {
  from: 'shared/a.ts',
  to: 'functions/b.ts',
  rule: { name: 'nobody-imports-functions', severity: 'error' },
};

describe('judgeLayers', () => {
  it('is content when every file was read and no import is forbidden', () => {
    expect(
      judgeLayers({ sources: ['shared/a.ts', 'node_modules/zod'], violations: [] }, ['shared/a.ts']),
    ).toEqual([]);
  });

  it('names each forbidden import', () => {
    expect(judgeLayers({ sources: ['shared/a.ts'], violations: [violation] }, ['shared/a.ts'])).toEqual([
      'shared/a.ts may not import functions/b.ts: nobody-imports-functions',
    ]);
  });

  it('names each file that was not read', () => {
    expect(judgeLayers({ sources: [], violations: [] }, ['shared/a.ts'])).toEqual([
      'shared/a.ts was not read.',
    ]);
  });

  it('is not content with nothing', () => {
    expect(judgeLayers({ sources: [], violations: [] }, [])).toEqual(['There is nothing to read.']);
  });
});
