import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import type { Synthesis } from '#infra/synthesize.ts';
import { stackOf, synthesizeSample } from '#test/infra/samples/synthesized.ts';

const settings = { cognito: true };
const oidc = { issuer: 'https://login.example.com/', audience: 'smista-desk' };

function agentFunctionsOf(synthesis: Synthesis): Record<string, unknown>[] {
  const found = stackOf(synthesis, 'service').findResources('AWS::Lambda::Function');
  const names = functions.flatMap(({ name, touches }) => (touches.knows?.includes('issuer') ? [name] : []));
  return names.map((name) => found[synthesis.functionIds[name] ?? '']?.['Properties'].Environment.Variables);
}

describe('the settings of an issuer', () => {
  it('reach every function that agents reach', async () => {
    const jwksUri = 'https://login.example.com/keys';
    const found = agentFunctionsOf(await synthesizeSample({ settings: { oidc: { ...oidc, jwksUri } } }));

    expect(found).not.toHaveLength(0);
    for (const variables of found) {
      expect(variables).toMatchObject({
        OIDC_ISSUER: oidc.issuer,
        OIDC_AUDIENCE: oidc.audience,
        OIDC_JWKS_URI: jwksUri,
      });
    }
  });
});

describe('the user directory', () => {
  it('is clean for cdk-nag', { timeout: 120_000 }, async () => {
    const { templates } = await synthesizeSample({ validates: true, settings });

    expect(templates).not.toHaveLength(0);
  });

  it('is there only where the settings ask for it', async () => {
    const data = stackOf(await synthesizeSample(), 'data');

    data.resourceCountIs('AWS::Cognito::UserPool', 0);
  });

  it('keeps its users, lets nobody sign up, and asks for a second factor and a verified address', async () => {
    const data = stackOf(await synthesizeSample({ settings }), 'data');

    data.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        AutoVerifiedAttributes: ['email'],
        DeletionProtection: 'ACTIVE',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        MfaConfiguration: 'ON',
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      }),
    });
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlowsUserPoolClient: false,
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
    data.hasOutput('UserPoolId', {});
    data.hasOutput('TokenIssuer', {});
  });

  it('tells every function that agents reach whose tokens to take', async () => {
    const synthesis = await synthesizeSample({ settings });
    const found = agentFunctionsOf(synthesis);

    expect(found).not.toHaveLength(0);
    for (const { OIDC_ISSUER, OIDC_AUDIENCE } of found) {
      expect(JSON.stringify(OIDC_ISSUER)).toContain('https://cognito-idp.');
      expect(OIDC_AUDIENCE).toBeTypeOf('object');
    }
  });

  it('does not stand beside another issuer', async () => {
    await expect(synthesizeSample({ settings: { cognito: true, oidc } })).rejects.toThrow('not from both');
  });
});
