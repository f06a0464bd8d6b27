import { describe, expect, it } from 'vitest';
import { matchesPattern } from '#infra/local/event-pattern.ts';

const event = {
  eventName: 'MODIFY',
  source: 'smista',
  dynamodb: { NewImage: { type: { S: 'ticket' }, n: { N: '3' } } },
  detail: { count: 7, tags: ['vip', 'new'], nothing: null },
};

describe('a pattern', () => {
  it.each([
    [{}, true],
    [{ source: ['smista'] }, true],
    [{ source: ['other', 'smista'] }, true],
    [{ source: ['other'] }, false],
    [{ source: [{ prefix: 'smi' }] }, true],
    [{ source: [{ suffix: 'sta' }] }, true],
    [{ source: [{ 'equals-ignore-case': 'SMISTA' }] }, true],
    [{ source: [{ 'anything-but': ['smista'] }] }, false],
    [{ source: [{ 'anything-but': { prefix: 'x' } }] }, true],
    [{ missing: [{ exists: false }] }, true],
    [{ missing: ['x'] }, false],
    [{ dynamodb: { NewImage: { type: { S: ['entry', 'ticket'] } } } }, true],
    [{ dynamodb: { NewImage: { type: { S: ['entry'] } } } }, false],
    [{ dynamodb: { OldImage: { type: { S: [{ exists: false }] } } } }, true],
    [{ dynamodb: { NewImage: { type: { S: [{ exists: true }] } } } }, true],
    [{ detail: { count: [{ numeric: ['>', 5, '<=', 7] }] } }, true],
    [{ detail: { count: [{ numeric: ['>', 7] }] } }, false],
    [{ detail: { count: ['7'] } }, false],
    [{ detail: { tags: ['vip'] } }, true],
    [{ detail: { tags: ['old'] } }, false],
    [{ detail: { nothing: [null] } }, true],
    [{ $or: [{ source: ['other'] }, { eventName: ['MODIFY'] }] }, true],
    [{ eventName: ['INSERT', 'MODIFY'], source: ['other'] }, false],
  ])('%j gives %j', (pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it('refuses an operator that it does not know', () => {
    expect(() => matchesPattern({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('cidr');
  });
});
