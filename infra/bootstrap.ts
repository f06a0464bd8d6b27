import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SESClient } from '@aws-sdk/client-ses';
import { bootstrap } from './bootstrap-steps/bootstrap.ts';
import { openAccount } from './open-account.ts';
import { getSettings } from './stages/get-settings.ts';

const { values } = parseArgs({ options: { env: { type: 'string' } } });
const settings = getSettings(values.env);
const region = settings.place === null ? {} : { region: settings.place.region };
const environment = Object.fromEntries(
  Object.entries({ ...process.env, STAGE: settings.stage }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  ),
);

await bootstrap(settings, {
  ses: new SESClient(region),
  cloudFormation: new CloudFormationClient(region),
  openAccount: async (account) => {
    const { ownerKey } = await openAccount({ ...account, environment });
    return ownerKey;
  },
  say: (line) => console.log(line),
});
