import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { cdkContext, describeSystem } from './describe-system.ts';
import type { FunctionDescription } from './function-description.ts';
import { functions as allFunctions } from './functions.ts';
import { getSettings } from './stages/get-settings.ts';
import type { StageSettings } from './stages/settings.ts';

export interface SynthesizeRequest {
  /** `dev`, `staging`, `prod` or `local`. */
  readonly stage: string;
  /** An absolute folder; bundles go to `bundles/`, the cloud assembly to `assembly/`. */
  readonly outputFolder: string;
  readonly functions?: readonly FunctionDescription[];
  readonly settings?: Partial<StageSettings>;
  readonly validates?: boolean;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface Synthesis {
  /** The cloud assembly on disk, as `cdk deploy` reads it. */
  readonly assemblyFolder: string;
  /** In the order of their dependencies, the data first. */
  readonly templates: readonly { readonly stackName: string; readonly template: Template }[];
  /** Absolute bundle folder by asset hash, which is a function's `Code.S3Key` without `.zip`; the handler in it is `function.handler`. */
  readonly assetFolders: Readonly<Record<string, string>>;
  /** Logical id by the function's name in `infra/functions.ts`. */
  readonly functionIds: Readonly<Record<string, string>>;
}

/**
 * Bundles the functions and synthesizes the same app that is deployed, in this process.
 * Templates are as CloudFormation would get them: references between resources are intrinsics, and between stacks
 * `Fn::ImportValue` of another stack's exported output.
 */
export async function synthesize(request: SynthesizeRequest): Promise<Synthesis> {
  const settings = { ...getSettings(request.stage), ...request.settings };
  const functions = request.functions ?? allFunctions;
  await mkdir(request.outputFolder, { recursive: true });
  const validates = request.validates ?? false;
  const app = new App({
    context: cdkContext,
    outdir: join(request.outputFolder, 'assembly'),
    builtinCloudFormationValidation: validates,
    analyticsReporting: false,
  });
  const bundleFolder = join(request.outputFolder, 'bundles');
  const { functionByName, codeFolders } = await describeSystem(app, {
    settings,
    functions,
    bundleFolder,
    validates,
  });
  const assembly = app.synth();
  const templates = assembly.stacks.map(({ stackName, template }) => ({
    stackName,
    template: template as Template,
  }));
  const functionIds = Object.fromEntries(
    [...functionByName].map(([name, { logicalId }]) => [name, logicalId]),
  );
  return {
    assemblyFolder: assembly.directory,
    templates,
    functionIds,
    assetFolders: assetFolders({ templates, functionIds }, codeFolders),
  };
}

function assetFolders(
  { templates, functionIds }: Pick<Synthesis, 'templates' | 'functionIds'>,
  codeFolders: ReadonlyMap<string, string>,
): Record<string, string> {
  const resources = Object.assign(
    {},
    ...templates.map(({ template }) => template.Resources),
  ) as Template['Resources'];
  return Object.fromEntries(
    Object.entries(functionIds).map(([name, id]) => {
      const code = resources[id]?.Properties?.['Code'] as { readonly S3Key: string };
      return [code.S3Key.replace(/\.zip$/, ''), codeFolders.get(name) ?? ''];
    }),
  );
}
