import { TemplateResolver } from '#infra/local/template/resolver.ts';
import { toTemplate } from '#infra/local/template/template.ts';
import type { Synthesis } from '#infra/synthesize.ts';
import type { FunctionPolicies } from './compare.ts';
import { parseStatement, type Statement } from './statement.ts';

const place = { region: 'eu-local-1', account: '000000000000' };
const addresses = {
  publicUrl: 'http://127.0.0.1:3000',
  queueUrl: (name: string) => `http://127.0.0.1/${name}`,
};

interface RoleProperties {
  readonly Policies?: readonly {
    readonly PolicyDocument: { readonly Statement: Parameters<typeof parseStatement>[0][] };
  }[];
}

/** The statements of each function's role, from templates of the stage `local`, with every reference resolved. */
export function policiesOf({
  templates,
  functionIds,
}: Pick<Synthesis, 'templates' | 'functionIds'>): FunctionPolicies {
  const read = templates.map(({ stackName, template }) => toTemplate(stackName, template));
  const resolver = new TemplateResolver(read, addresses);
  const statementsOf = (logicalId: string): Statement[] => {
    const template = read.find(({ resources }) => logicalId in resources);
    if (template === undefined) throw new Error(`No stack has the function ${logicalId}.`);
    const role = template.resources[roleIdOf(template.resources[logicalId]?.Properties)];
    const { Policies } = resolver.resolve(template, role?.Properties) as RoleProperties;
    return (Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(parseStatement));
  };
  const entries = Object.entries(functionIds).map(([name, id]) => [name, statementsOf(id)] as const);
  return { place, statementsByFunction: new Map(entries) };
}

function roleIdOf(properties: Readonly<Record<string, unknown>> | undefined): string {
  const role = properties?.['Role'] as { readonly 'Fn::GetAtt': readonly [string, string] };
  return role['Fn::GetAtt'][0];
}
