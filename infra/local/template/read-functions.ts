import { z } from 'zod';
import type { Resources } from './resources.ts';
import { UnsupportedTemplate } from './template.ts';
import type { FunctionDefinition } from './wiring.ts';

const functionProperties = z.looseObject({
  Runtime: z.string().optional(),
  Handler: z.string().optional(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Code: z.looseObject({ S3Key: z.string().optional() }),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

/** Functions in other languages (custom resources of the CDK itself) are left out: nothing here may be wired to them. */
export function readFunctions(
  resources: Resources,
  assetFolders: Readonly<Record<string, string>>,
): FunctionDefinition[] {
  return resources.list('AWS::Lambda::Function', functionProperties).flatMap(({ name, properties }) => {
    const { Runtime = '', Handler, Code } = properties;
    if (!Runtime.startsWith('nodejs') || Handler === undefined || Code.S3Key === undefined) return [];
    const codeFolder = assetFolders[Code.S3Key.replace(/\.zip$/, '')];
    if (codeFolder === undefined)
      throw new UnsupportedTemplate(`The code of ${name} (${Code.S3Key}) was not synthesized`);
    return {
      name,
      codeFolder,
      handler: Handler,
      environment: properties.Environment?.Variables ?? {},
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      reservedConcurrency: properties.ReservedConcurrentExecutions ?? null,
    };
  });
}
