import { describe, expect, it } from 'vitest';
import { decideAccess } from '#test/support/iam/decide-access.ts';
import { parseStatement } from '#test/support/iam/statement.ts';

const table = 'arn:aws:dynamodb:eu-local-1:000000000000:table/desk';
const read = parseStatement({
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: table,
});
const index = parseStatement({ Effect: 'Allow', Action: 'dynamodb:Query', Resource: `${table}/index/due` });
const objects = parseStatement({ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::mail/a?c/*' });
const denyAll = parseStatement({ Effect: 'Deny', Action: '*', Resource: '*' });
const fromSes = parseStatement({
  Effect: 'Allow',
  Action: 's3:PutObject',
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:SourceAccount': '1' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:ses:*:1:receipt-rule-set/*' },
  },
});
const overTls = parseStatement({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const elsewhere = parseStatement({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': ['a', 'b'] } },
});
const ses = { 'aws:SourceAccount': '1', 'aws:SourceArn': 'arn:aws:ses:x:1:receipt-rule-set/desk' };
const otherAccount = { ...ses, 'aws:SourceAccount': '2' };
const noSource = { 'aws:SourceAccount': '1' };
const dueIndex = `${table}/index/due`;
const mail = 'arn:aws:s3:::mail';
const dotted = parseStatement({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'a.b' });
const tls = (value: string): Record<string, string> => ({ 'aws:SecureTransport': value });
const inRegion = (value: string): Record<string, string> => ({ 'aws:requestedregion': value });

describe('decideAccess', () => {
  it.each([
    { it: 'allows what is listed', statements: [read], action: 'dynamodb:GetItem', allowed: true },
    {
      it: 'allows in any case of letters, as AWS does',
      statements: [read],
      action: 'DynamoDB:getitem',
      allowed: true,
    },
    { it: 'refuses another action', statements: [read], action: 'dynamodb:PutItem', allowed: false },
    { it: 'refuses another resource', statements: [read], resource: `${table}-other`, allowed: false },
    { it: 'refuses when there is nothing', statements: [], allowed: false },
    { it: 'tells an index from its table', statements: [index], action: 'dynamodb:Query', allowed: false },
    {
      it: 'allows the index',
      statements: [index],
      action: 'dynamodb:Query',
      resource: dueIndex,
      allowed: true,
    },
    {
      it: 'reads stars',
      statements: [objects],
      action: 's3:GetObject',
      resource: `${mail}/abc/d/e`,
      allowed: true,
    },
    {
      it: 'reads ? as one letter',
      statements: [objects],
      action: 's3:GetObject',
      resource: `${mail}/abbc/d`,
      allowed: false,
    },
    {
      it: 'takes a dot as a dot',
      statements: [dotted],
      action: 's3:GetObject',
      resource: 'axb',
      allowed: false,
    },
    { it: 'lets an explicit deny win', statements: [read, denyAll], allowed: false },
    {
      it: 'allows when every condition holds',
      statements: [fromSes],
      action: 's3:PutObject',
      facts: ses,
      allowed: true,
    },
    {
      it: 'refuses when one does not',
      statements: [fromSes],
      action: 's3:PutObject',
      facts: otherAccount,
      allowed: false,
    },
    {
      it: 'refuses when a fact is missing',
      statements: [fromSes],
      action: 's3:PutObject',
      facts: noSource,
      allowed: false,
    },
    {
      it: 'denies when a condition of a deny holds',
      statements: [read, overTls],
      facts: tls('false'),
      allowed: false,
    },
    { it: 'does not deny otherwise', statements: [read, overTls], facts: tls('true'), allowed: true },
    { it: 'takes a missing fact as not equal', statements: [read, elsewhere], allowed: false },
    {
      it: 'compares not equal with every value',
      statements: [read, elsewhere],
      facts: inRegion('b'),
      allowed: true,
    },
  ])('$it', ({ statements, action = 'dynamodb:GetItem', resource = table, facts = {}, allowed }) => {
    expect(decideAccess(statements, { action, resource, facts }).allowed).toBe(allowed);
  });

  it('tells an explicit deny from a missing allow', () => {
    const request = { action: 'dynamodb:GetItem', resource: table };
    expect(decideAccess([read, denyAll], request)).toEqual({ allowed: false, reason: 'denied', by: denyAll });
    expect(decideAccess([], request)).toEqual({ allowed: false, reason: 'not-allowed' });
  });

  it('refuses to guess at conditions that it does not know', () => {
    const strange = parseStatement({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { DateLessThan: { x: 'y' } },
    });
    expect(() => decideAccess([strange], { action: 'a:b', resource: 'x' })).toThrow(
      'DateLessThan is not understood',
    );
  });
});

describe('parseStatement', () => {
  it('refuses fields that would be read wrongly', () => {
    const written = { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } as const;
    expect(() => parseStatement(written)).toThrow('NotAction of a statement is not understood');
  });
});
