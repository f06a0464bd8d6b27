import {
  CreateReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  DescribeReceiptRuleSetCommand,
  RuleSetDoesNotExistException,
  type SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';

/**
 * Sees to it that the named rule set is the one that the account and region use for mail. Makes and activates it only
 * when none is active; refuses when another one is, whose mail would stop arriving.
 */
export async function prepareRuleSet(ses: SESClient, name: string): Promise<'was-active' | 'activated'> {
  const { Metadata } = await ses.send(new DescribeActiveReceiptRuleSetCommand({}));
  if (Metadata?.Name === name) return 'was-active';
  if (Metadata?.Name !== undefined) {
    throw new Error(
      `The rule set "${Metadata.Name}" is active in this account and region. Name it in the settings as mail.ruleSetName, and deploy: our rule is added to it.`,
    );
  }
  if (!(await exists(ses, name))) await ses.send(new CreateReceiptRuleSetCommand({ RuleSetName: name }));
  await ses.send(new SetActiveReceiptRuleSetCommand({ RuleSetName: name }));
  return 'activated';
}

async function exists(ses: SESClient, name: string): Promise<boolean> {
  try {
    await ses.send(new DescribeReceiptRuleSetCommand({ RuleSetName: name }));
    return true;
  } catch (error) {
    if (error instanceof RuleSetDoesNotExistException) return false;
    throw error;
  }
}
