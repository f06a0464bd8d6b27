import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { synthesizeSample } from '#test/infra/samples/synthesized.ts';

describe('synthesize', () => {
  it.each(['dev', 'staging', 'prod', 'local'])(
    'keeps every stack of %s under 450 resources',
    async (stage) => {
      const { templates } = await synthesizeSample({ stage });
      const counts = templates.map(({ template }) => Object.keys(template.Resources).length);
      expect(Math.max(...counts)).toBeLessThan(450);
    },
  );

  it('puts what must survive into a stack that knows no function', async () => {
    const { templates } = await synthesizeSample();
    const kinds = templates
      .filter(({ template }) =>
        Object.values(template.Resources).some(({ Type }) => Type === 'AWS::Lambda::Function'),
      )
      .map(({ stackName }) => stackName);
    expect(kinds).toEqual(['smista-prod-service']);
  });

  it('tells where the code of each asset lies', async () => {
    const { assetFolders } = await synthesizeSample({ stage: 'local' });
    const contents = await Promise.all(Object.values(assetFolders).map((folder) => readdir(folder)));
    expect(contents.every((files) => files.includes('function.mjs'))).toBe(true);
  });

  it('refuses an environment that nobody described', async () => {
    await expect(synthesizeSample({ stage: 'production' })).rejects.toThrow(
      '"production" is no environment. Name one of dev, staging, prod, local',
    );
  });

  it.each(['dev', 'prod'])('is clean for cdk-nag in %s', async (stage) => {
    const { templates } = await synthesizeSample({ stage, validates: true });
    expect(templates).not.toHaveLength(0);
  });

  it('is clean for cdk-nag before any mail domain is named', async () => {
    const { templates } = await synthesizeSample({ validates: true, settings: {} });
    expect(templates).not.toHaveLength(0);
  });
});
