import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SESClient } from '@aws-sdk/client-ses';
import { bootstrap } from './bootstrap-steps/bootstrap.ts';
import { openAccount } from './open-account.ts';
import { getSettings } from './stages/get-settings.ts';

const { values } = parseArgs({ options: { env: { type: 'string' } } });
const settings = getSettings(values.env);
const region = settings.place === null ? {} : { region: settings.place.region };
// Credentials the SDK finds by itself, temporary ones with their token included.
const environment: Record<string, string> =
  settings.place === null ? {} : { AWS_REGION: settings.place.region };

await bootstrap(settings, {
  ses: new SESClient(region),
  cloudFormation: new CloudFormationClient(region),
  openAccount: async (account) => {
    const { ownerKey } = await openAccount({ ...account, environment });
    return ownerKey;
  },
  say: (line) => console.log(line),
});
