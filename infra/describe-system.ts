import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import type { DeskFunction } from './constructs/desk-function.ts';
import type { FunctionDescription } from './function-description.ts';
import { loadRoutes } from './routes.ts';
import { AlarmStack } from './stacks/alarm-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MailStack } from './stacks/mail-stack.ts';
import { RoutesStack } from './stacks/routes-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import type { StageSettings } from './stages/settings.ts';

/** A stack keeps what another one still refers to: the data cannot lose a table that functions use. */
export const cdkContext = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' } as const;

interface SystemParts {
  readonly settings: StageSettings;
  readonly functions: readonly FunctionDescription[];
  readonly bundleFolder: string;
  /** Rule packs take seconds; one machine does without. */
  readonly validates: boolean;
}

export interface DescribedSystem {
  readonly functionByName: ReadonlyMap<string, DeskFunction>;
  readonly codeFolders: ReadonlyMap<string, string>;
}

/** The whole system in CDK's words: the same for the cloud and for one machine. */
export async function describeSystem(app: App, parts: SystemParts): Promise<DescribedSystem> {
  const { settings, functions } = parts;
  const [codeFolders, routes] = await Promise.all([
    bundle({ functions, outputFolder: parts.bundleFolder, sourceMaps: settings.sourceMaps }),
    loadRoutes(functions),
  ]);
  const data = new DataStack(app, settings);
  const { functionByName } = new ServiceStack(app, { settings, data, functions, codeFolders });
  const liveFunction = functions.find(({ trigger }) => trigger.on === 'live')?.name ?? null;
  new RoutesStack(app, { settings, data, routes, liveFunction, functionByName });
  new AlarmStack(app, { settings, data, functions, functionByName });
  if (settings.mailDomains.length > 0) new MailStack(app, { settings, data });
  Tags.of(app).add('application', 'smista');
  Tags.of(app).add('environment', settings.stage);
  if (parts.validates) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { functionByName, codeFolders };
}
