import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { OidcSettings, StageSettings } from '../stages/settings.ts';

/**
 * Agents' passwords and second factors, kept by Amazon Cognito: only who is invited is there, and only a verified mail
 * address opens a desk. The application of the agents is the client; it signs in by SRP, so that no password travels.
 */
export class UserDirectory extends Construct {
  readonly issuer: OidcSettings;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    const pool = this.addPool(settings);
    const client = this.addClient(pool, settings);
    const { region } = Stack.of(this);
    this.issuer = {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
      audience: client.userPoolClientId,
    };
    const outputs = {
      UserPoolId: [
        pool.userPoolId,
        'Where agents are invited: their mail address must be that of the agent.',
      ],
      UserPoolClientId: [
        client.userPoolClientId,
        'The client that the application of the agents signs in as.',
      ],
      TokenIssuer: [this.issuer.issuer, 'Whose ID tokens open the desk.'],
    } as const;
    for (const [name, [value, description]] of Object.entries(outputs)) {
      new CfnOutput(Stack.of(this), name, { value, description });
    }
  }

  private addPool({ stage, keepsData }: StageSettings): UserPool {
    const pool = new UserPool(this, 'Pool', {
      userPoolName: `smista-${stage}-agents`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      // A new address counts only after its owner has confirmed it: an address says whose subject it is.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan is paid for each user; a second factor is required instead.',
    });
    return pool;
  }

  private addClient(pool: UserPool, { stage }: StageSettings): UserPoolClient {
    return pool.addClient('Client', {
      userPoolClientName: `smista-${stage}`,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      authFlows: { userSrp: true },
      disableOAuth: true,
    });
  }
}
