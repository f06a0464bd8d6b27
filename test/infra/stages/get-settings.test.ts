import { describe, expect, it } from 'vitest';
import { getSettings } from '#infra/stages/get-settings.ts';

describe('getSettings', () => {
  it.each(['dev', 'staging', 'prod', 'local'])('knows %s', (stage) => {
    expect(getSettings(stage).stage).toBe(stage);
  });

  it.each(['staging', 'prod'])('keeps the data of %s', (stage) => {
    expect(getSettings(stage).keepsData).toBe(true);
  });

  it.each([
    ['production', '"production" is no environment. Name one of dev, staging, prod, local: -c env=prod'],
    [undefined, 'No environment given. Name one of dev, staging, prod, local: -c env=prod'],
    ['', 'No environment given. Name one of dev, staging, prod, local: -c env=prod'],
  ])('refuses %j with a sentence', (stage, sentence) => {
    expect(() => getSettings(stage)).toThrow(sentence);
  });
});
