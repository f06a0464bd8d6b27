import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnEmailIdentity, CfnReceiptRule } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages/settings.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

interface MailStackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
}

/** Easy DKIM asks for three records at each domain. */
const dkimTokens = [1, 2, 3] as const;

/**
 * The domains we send from and receive at. The rule goes into the rule set that is active already, which CloudFormation
 * can neither make active nor share: `npm run bootstrap` looks after it, before the first deployment.
 */
export class MailStack extends Stack {
  constructor(scope: Construct, { settings, data }: MailStackProps) {
    super(scope, `smista-${settings.stage}-mail`, {
      ...stackProps(settings),
      description: 'Smista: the domains of mail.',
    });
    for (const domain of settings.mailDomains) this.addDomain(domain);
    const rule = new CfnReceiptRule(this, 'StoreMail', {
      ruleSetName: settings.mail.ruleSetName,
      rule: {
        name: `smista-${settings.stage}`,
        enabled: true,
        scanEnabled: true,
        recipients: [...settings.mailDomains],
        actions: [{ s3Action: { bucketName: data.rawMail.bucketName } }],
      },
    });
    // SES tries the bucket when it takes the rule: the bucket's policy has to be there before.
    rule.node.addDependency(data);
  }

  private addDomain(domain: string): void {
    const identity = new CfnEmailIdentity(this, `Identity ${domain}`, {
      emailIdentity: domain,
      dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    });
    const id = domain.replaceAll(/[^a-z0-9]/gi, '');
    new CfnOutput(this, `Mx${id}`, {
      value: `${domain} MX 10 inbound-smtp.${this.region}.amazonaws.com`,
      description: 'The DNS record that brings mail here.',
    });
    for (const number of dkimTokens) {
      const name = identity.getAtt(`DkimDNSTokenName${number}`).toString();
      const value = identity.getAtt(`DkimDNSTokenValue${number}`).toString();
      new CfnOutput(this, `Dkim${number}${id}`, {
        value: `${name} CNAME ${value}`,
        description: 'A DNS record that proves that we may send for the domain.',
      });
    }
  }
}
