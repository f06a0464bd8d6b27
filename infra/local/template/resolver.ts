import { localAccount, localRegion } from './aws-names.ts';
import { type Addresses, generatedName, namePropertyOf, type Reference, referenceTo } from './references.ts';
import type { Template } from './template.ts';
import { UnsupportedTemplate } from './template.ts';

const noValue = Symbol('AWS::NoValue');

const pseudoParameters: Readonly<Record<string, unknown>> = {
  'AWS::Region': localRegion,
  'AWS::AccountId': localAccount,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NoValue': noValue,
};

type Intrinsic = (resolver: TemplateResolver, template: Template, argument: unknown) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (resolver, template, name) => resolver.ref(template, String(name)),
  'Fn::GetAtt': (resolver, template, path) => {
    const [logicalId = '', ...attribute] = Array.isArray(path) ? path.map(String) : String(path).split('.');
    return resolver.attribute(template, logicalId, attribute.join('.'));
  },
  'Fn::Join': (resolver, template, argument) => {
    const [separator, parts] = resolver.resolve(template, argument) as [string, unknown[]];
    return parts.map(String).join(separator);
  },
  'Fn::Sub': (resolver, template, argument) => substitute(resolver, template, argument),
  'Fn::Select': (resolver, template, argument) => {
    const [index, list] = resolver.resolve(template, argument) as [number | string, unknown[]];
    return list[Number(index)];
  },
  'Fn::Split': (resolver, template, argument) => {
    const [separator, text] = resolver.resolve(template, argument) as [string, string];
    return text.split(separator);
  },
  'Fn::ImportValue': (resolver, template, name) =>
    resolver.imported(String(resolver.resolve(template, name))),
};

function substitute(resolver: TemplateResolver, template: Template, argument: unknown): string {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = resolver.resolve(template, own) as Record<string, unknown>;
  return String(text).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name in variables) return String(variables[name]);
    const [logicalId = name, ...attribute] = name.split('.');
    const value = attribute.length
      ? resolver.attribute(template, logicalId, attribute.join('.'))
      : resolver.ref(template, name);
    return String(value);
  });
}

/** Turns the template's intrinsic functions into local names and addresses. */
export class TemplateResolver {
  readonly #templates: readonly Template[];
  readonly #addresses: Addresses;

  constructor(templates: readonly Template[], addresses: Addresses) {
    this.#templates = templates;
    this.#addresses = addresses;
  }

  resolve(template: Template, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((each) => this.resolve(template, each)).filter((each) => each !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only) {
      const intrinsic = intrinsics[only[0]];
      if (intrinsic) return intrinsic(this, template, only[1]);
      if (only[0].startsWith('Fn::'))
        throw new UnsupportedTemplate(`${only[0]} is not understood in ${template.name}`);
    }
    return Object.fromEntries(
      entries
        .map(([key, each]) => [key, this.resolve(template, each)] as const)
        .filter(([, each]) => each !== noValue),
    );
  }

  nameOf(template: Template, logicalId: string): string {
    const resource = template.resources[logicalId];
    if (!resource) throw new UnsupportedTemplate(`${template.name} has no resource ${logicalId}`);
    const property = namePropertyOf(resource.Type);
    const chosen = property ? this.resolve(template, resource.Properties?.[property]) : undefined;
    return typeof chosen === 'string' ? chosen : generatedName(logicalId, resource);
  }

  ref(template: Template, name: string): unknown {
    if (name in pseudoParameters) return pseudoParameters[name];
    if (name === 'AWS::StackName' || name === 'AWS::StackId') return template.name;
    const parameter = template.parameters[name];
    return parameter ? parameter.Default : this.#reference(template, name).ref;
  }

  attribute(template: Template, logicalId: string, attribute: string): string {
    const known = this.#reference(template, logicalId).attributes[attribute];
    return known ?? `local:${template.name}:${logicalId}.${attribute}`;
  }

  imported(exportName: string): unknown {
    for (const template of this.#templates) {
      for (const output of Object.values(template.outputs)) {
        if (output.Export && this.resolve(template, output.Export.Name) === exportName) {
          return this.resolve(template, output.Value);
        }
      }
    }
    throw new UnsupportedTemplate(`No stack exports ${exportName}`);
  }

  #reference(template: Template, logicalId: string): Reference {
    const resource = template.resources[logicalId];
    if (!resource) throw new UnsupportedTemplate(`${template.name} has no resource ${logicalId}`);
    return referenceTo(resource, this.nameOf(template, logicalId), this.#addresses);
  }
}
