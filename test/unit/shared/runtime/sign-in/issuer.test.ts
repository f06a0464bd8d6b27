import { describe, expect, it } from 'vitest';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { issuerOf } from '#shared/runtime/sign-in/issuer.ts';

const read = (values: Record<string, string>) =>
  issuerOf(readEnvironment(['oidcIssuer', 'oidcAudience', 'oidcJwksUri'], values));

describe('the issuer of a function', () => {
  it.each([{}, { OIDC_ISSUER: '' }, { OIDC_ISSUER: '', OIDC_AUDIENCE: '', OIDC_JWKS_URI: '' }])(
    'is none for %j',
    (values) => {
      expect(read(values)).toBeNull();
    },
  );

  it('is told to the letter, with any number of audiences', () => {
    const values = { OIDC_ISSUER: 'https://login.example.com/', OIDC_AUDIENCE: 'desk, app' };

    expect(read(values)).toEqual({
      address: 'https://login.example.com/',
      audiences: ['desk', 'app'],
      keysAddress: null,
    });
  });

  it.each([
    ['OIDC_AUDIENCE is not', { OIDC_ISSUER: 'https://login.example.com' }],
    ['OIDC_ISSUER is not an address', { OIDC_ISSUER: 'login', OIDC_AUDIENCE: 'desk' }],
    ['OIDC_ISSUER is not an address with https', { OIDC_ISSUER: 'http://login.example.com' }],
    ['OIDC_ISSUER is not an address with https', { OIDC_ISSUER: 'http://127.0.0.1.example.com' }],
    [
      'OIDC_JWKS_URI is not an address with https',
      { OIDC_ISSUER: 'https://login.example.com', OIDC_JWKS_URI: 'http://login.example.com/keys' },
    ],
  ])('is refused: %s', (sentence, values) => {
    expect(() => read(values)).toThrow(sentence);
  });

  it('may be on this machine', () => {
    const values = { OIDC_ISSUER: 'http://127.0.0.1:9000', OIDC_AUDIENCE: 'desk' };

    expect(read(values)?.address).toBe('http://127.0.0.1:9000');
  });
});
