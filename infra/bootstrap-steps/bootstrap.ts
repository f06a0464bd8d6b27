import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { SESClient } from '@aws-sdk/client-ses';
import type { StageSettings } from '../stages/settings.ts';
import { findOutputs } from './find-outputs.ts';
import { prepareRuleSet } from './prepare-rule-set.ts';

export interface BootstrapTools {
  readonly ses: SESClient;
  readonly cloudFormation: CloudFormationClient;
  /** Makes the first owner and resolves to the key, which nobody can read again; null when there is an owner already. */
  readonly openAccount: (account: {
    readonly tableName: string;
    readonly keyId: string;
  }) => Promise<string | null>;
  readonly say: (line: string) => void;
}

/** Everything that CloudFormation cannot do for an environment. Doing it again changes nothing. */
export async function bootstrap(settings: StageSettings, tools: BootstrapTools): Promise<void> {
  if (settings.mailDomains.length > 0) {
    const outcome = await prepareRuleSet(tools.ses, settings.mail.ruleSetName);
    const name = settings.mail.ruleSetName;
    tools.say(
      outcome === 'activated'
        ? `The mail rule set "${name}" is active now.`
        : `The mail rule set "${name}" is active.`,
    );
  }
  const outputs = await findOutputs(tools.cloudFormation, `smista-${settings.stage}-data`);
  if (outputs === undefined) {
    tools.say(`Nothing is deployed yet: npx cdk deploy --all -c env=${settings.stage}, then this again.`);
    return;
  }
  const ownerKey = await tools.openAccount({
    tableName: getOutput(outputs, 'TableName'),
    keyId: getOutput(outputs, 'DataKeyId'),
  });
  tools.say(`The desk is at ${getOutput(outputs, 'ApiUrl')}`);
  tools.say(ownerKey === null ? 'It has an owner already.' : `The owner's key, shown only now: ${ownerKey}`);
}

function getOutput(outputs: ReadonlyMap<string, string>, name: string): string {
  const value = outputs.get(name);
  if (value === undefined) throw new Error(`The stack has no output ${name}: deploy it again.`);
  return value;
}
