import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { projectFolder } from './bundle.ts';
import { cdkContext, describeSystem } from './describe-system.ts';
import { functions } from './functions.ts';
import { getSettings } from './stages/get-settings.ts';

const app = new App({ context: cdkContext });
const settings = getSettings(app.node.tryGetContext('env'));
const bundleFolder = join(projectFolder, '.build', settings.stage);
await describeSystem(app, { settings, functions, bundleFolder, validates: true });
app.synth();
