import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  DescribeReceiptRuleSetCommand,
  RuleSetDoesNotExistException,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { bootstrap } from '#infra/bootstrap-steps/bootstrap.ts';
import { prod } from '#infra/stages/prod.ts';
import type { StageSettings } from '#infra/stages/settings.ts';

const ses = mockClient(SESClient);
const cloudFormation = mockClient(CloudFormationClient);
const withMail: StageSettings = { ...prod, mailDomains: ['desk.example.com'] };
const opened: unknown[] = [];
const said: string[] = [];

const run = (settings = withMail, ownerKey: string | null = 'smista_secret') =>
  bootstrap(settings, {
    ses: new SESClient({ region: 'eu-west-1' }),
    cloudFormation: new CloudFormationClient({ region: 'eu-west-1' }),
    openAccount: async (account) => {
      opened.push(account);
      return ownerKey;
    },
    say: (line) => said.push(line),
  });

const isDeployed = () => {
  const outputs = { ApiUrl: 'https://desk', TableName: 'smista-prod-desk', DataKeyId: 'key' };
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  const stack = {
    StackName: 'smista-prod-data',
    CreationTime: new Date(0),
    StackStatus: 'CREATE_COMPLETE',
    Outputs,
  } as const;
  cloudFormation.on(DescribeStacksCommand, { StackName: 'smista-prod-data' }).resolves({ Stacks: [stack] });
};
const isNotDeployed = () => {
  const missing = Object.assign(new Error('Stack with id smista-prod-data does not exist'), {
    name: 'ValidationError',
  });
  cloudFormation.on(DescribeStacksCommand).rejects(missing);
};

beforeEach(() => {
  ses.reset();
  cloudFormation.reset();
  opened.length = 0;
  said.length = 0;
  isDeployed();
  ses.on(DescribeActiveReceiptRuleSetCommand).resolves({ Metadata: { Name: 'smista' } });
});

describe('bootstrap', () => {
  it('makes and activates the rule set when none is active', async () => {
    ses.on(DescribeActiveReceiptRuleSetCommand).resolves({});
    ses
      .on(DescribeReceiptRuleSetCommand)
      .rejects(new RuleSetDoesNotExistException({ message: 'no', $metadata: {} }));

    await run();

    expect(ses.commandCalls(CreateReceiptRuleSetCommand, { RuleSetName: 'smista' })).toHaveLength(1);
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand, { RuleSetName: 'smista' })).toHaveLength(1);
  });

  it('activates a rule set that exists already without making it again', async () => {
    ses.on(DescribeActiveReceiptRuleSetCommand).resolves({});
    ses.on(DescribeReceiptRuleSetCommand).resolves({ Metadata: { Name: 'smista' } });

    await run();

    expect(ses.commandCalls(CreateReceiptRuleSetCommand)).toHaveLength(0);
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toHaveLength(1);
  });

  it('changes nothing when the named rule set is active', async () => {
    await run();
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toHaveLength(0);
  });

  it("never takes the place of somebody else's active rule set", async () => {
    ses.on(DescribeActiveReceiptRuleSetCommand).resolves({ Metadata: { Name: 'theirs' } });
    await expect(run()).rejects.toThrow('The rule set "theirs" is active');
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toHaveLength(0);
    expect(opened).toEqual([]);
  });

  it('leaves SES alone when no mail domain is named', async () => {
    await run(prod);
    expect(ses.calls()).toHaveLength(0);
  });

  it('opens the account on the table and key of the outputs, and shows the key once', async () => {
    await run();
    expect(opened).toEqual([{ tableName: 'smista-prod-desk', keyId: 'key' }]);
    expect(said.filter((line) => line.includes('smista_secret'))).toHaveLength(1);
  });

  it('shows no key when there is an owner already', async () => {
    await run(withMail, null);
    expect(said).toContain('It has an owner already.');
  });

  it('says what to do when nothing is deployed yet', async () => {
    isNotDeployed();
    await run();
    expect(opened).toEqual([]);
    expect(said).toContain('Nothing is deployed yet: npx cdk deploy --all -c env=prod, then this again.');
  });

  it('does not take another fault for a missing stack', async () => {
    cloudFormation
      .on(DescribeStacksCommand)
      .rejects(Object.assign(new Error('slow down'), { name: 'Throttling' }));
    await expect(run()).rejects.toThrow('slow down');
  });
});
