/** A CloudFormation resource as the CDK writes it: values may still be intrinsic functions. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface Template {
  readonly name: string;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
}

/** What the CDK leaves in memory and on disk: templates and, for each asset hash, the folder with the code. */
export interface SynthesizedApp {
  readonly templates: readonly Template[];
  readonly assetFolders: Readonly<Record<string, string>>;
}

export class UnsupportedTemplate extends Error {
  override readonly name = 'UnsupportedTemplate';
}

export function toTemplate(name: string, document: unknown): Template {
  const parts = (document ?? {}) as Record<string, never>;
  return {
    name,
    resources: parts['Resources'] ?? {},
    outputs: parts['Outputs'] ?? {},
    parameters: parts['Parameters'] ?? {},
  };
}
