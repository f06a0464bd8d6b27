import type { z } from 'zod';
import { isUnderstood } from './harmless-types.ts';
import type { Addresses } from './references.ts';
import { TemplateResolver } from './resolver.ts';
import { type SynthesizedApp, type Template, UnsupportedTemplate } from './template.ts';

/** A resource with its physical name and plain properties. */
export interface NamedResource<Properties> {
  readonly logicalId: string;
  readonly name: string;
  readonly properties: Properties;
}

/** All resources of all stacks, with every intrinsic function resolved. */
export class Resources {
  readonly #templates: readonly Template[];
  readonly #resolver: TemplateResolver;

  constructor(app: SynthesizedApp, addresses: Addresses) {
    this.#templates = app.templates;
    this.#resolver = new TemplateResolver(app.templates, addresses);
    refuseUnknownTypes(app.templates);
  }

  /** @param isWanted leaves out others of the type, whatever they look like. */
  list<Schema extends z.ZodType>(
    type: string,
    schema: Schema,
    isWanted: (properties: Readonly<Record<string, unknown>>) => boolean = () => true,
  ): NamedResource<z.output<Schema>>[] {
    return this.#templates.flatMap((template) =>
      Object.entries(template.resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([logicalId, resource]) => {
          const resolved = this.#resolver.resolve(template, resource.Properties ?? {});
          return { logicalId, resolved: resolved as Readonly<Record<string, unknown>> };
        })
        .filter(({ resolved }) => isWanted(resolved))
        .map(({ logicalId, resolved }) => {
          const properties = schema.safeParse(resolved);
          if (!properties.success) {
            throw new UnsupportedTemplate(
              `${template.name}/${logicalId} (${type}): ${properties.error.message}`,
            );
          }
          return { logicalId, name: this.#resolver.nameOf(template, logicalId), properties: properties.data };
        }),
    );
  }
}

/** A type that nobody knows here would be deployed and yet be missing locally: better to say so at once. */
function refuseUnknownTypes(templates: readonly Template[]): void {
  for (const template of templates) {
    for (const [logicalId, { Type }] of Object.entries(template.resources)) {
      if (!isUnderstood(Type)) {
        throw new UnsupportedTemplate(`${template.name}/${logicalId}: the local platform cannot run ${Type}`);
      }
    }
  }
}
