import { describe, expect, it } from 'vitest';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const synthesis = await synthesizeSample();
const mail = stackOf(synthesis, 'mail');

describe('a mail domain of the settings', () => {
  it('is an identity with DKIM', () => {
    mail.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'desk.example.com',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
    });
  });

  it('names its DNS records as outputs: one MX and three for DKIM', () => {
    expect(Object.keys(mail.findOutputs('*')).sort()).toEqual([
      'Dkim1deskexamplecom',
      'Dkim2deskexamplecom',
      'Dkim3deskexamplecom',
      'Mxdeskexamplecom',
    ]);
  });

  it('is received by a rule in the rule set that the settings name', () => {
    mail.hasResourceProperties('AWS::SES::ReceiptRule', {
      RuleSetName: 'smista',
      Rule: { Enabled: true, Recipients: ['desk.example.com'] },
    });
    mail.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
  });

  it('may be missing: then there is no rule, which would take the mail of every domain', async () => {
    const without = await synthesizeSample({ settings: {} });
    expect(without.templates.map(({ stackName }) => stackName)).not.toContain('smista-prod-mail');
  });
});
