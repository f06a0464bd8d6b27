import { beforeAll, describe, expect, it } from 'vitest';
import { loadPatterns, patternFault, preparePattern } from '#shared/domain/rule/pattern.ts';

beforeAll(loadPatterns);

const letters = 'a'.repeat(99_999);

describe('preparePattern', () => {
  it.each([
    ['(a+)+$', `${letters}!`, false],
    ['^(a|aa)+$', `${letters}!`, false],
    ['(x+x+)+y', 'x'.repeat(100_000), false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', `${letters}!`, false],
  ])('answers for %s on 100 KB in milliseconds', (pattern, text, expected) => {
    const matches = preparePattern(pattern);
    const startedAt = performance.now();

    const answer = matches(text);

    expect(answer).toBe(expected);
    // A busy machine takes several times as long; a pattern that backtracks would never end.
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it.each([
    ['a$', false],
    ['^a+$', false],
    ['^a{5}', true],
    ['a.*$', true],
    ['!$', false],
  ])('does not take for its end where a longer text is cut: %s', (pattern, expected) => {
    expect(preparePattern(pattern)(`${letters}${letters}!`)).toBe(expected);
  });

  it('matches nothing where a stored text is no pattern', () => {
    expect(preparePattern('(')('(')).toBe(false);
  });
});

describe('patternFault', () => {
  it.each([
    '(',
    'a**',
    '[z-a]',
    '(?<=a)b',
    '\\1',
    '(?=a)',
    'a{1001}',
    '(?:a{100}){100}',
    '(?:ab?){900}x{900}',
  ])('refuses %s', (pattern) => {
    expect(patternFault(pattern)).toEqual(expect.any(String));
  });

  it.each(['(a+)+$', '^re:\\s', '\\border\\b', '[[:alpha:]]+', '\\p{L}{3}', 'città'])(
    'takes %s',
    (pattern) => {
      expect(patternFault(pattern)).toBeNull();
    },
  );
});
