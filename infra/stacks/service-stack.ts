import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DeskFunction } from '../constructs/desk-function.ts';
import { grantsOf } from '../constructs/grants.ts';
import { addTrigger, triggerStatements } from '../constructs/triggers.ts';
import type { FunctionDescription } from '../function-description.ts';
import type { StageSettings } from '../stages/settings.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

interface ServiceStackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly functions: readonly FunctionDescription[];
  /** Each function's bundle by its name. */
  readonly codeFolders: ReadonlyMap<string, string>;
}

/** The functions and what starts them: nothing here is missed when it is thrown away and deployed again. */
export class ServiceStack extends Stack {
  readonly functionByName: ReadonlyMap<string, DeskFunction>;

  constructor(scope: Construct, props: ServiceStackProps) {
    super(scope, `smista-${props.settings.stage}-service`, {
      ...stackProps(props.settings),
      description: 'Smista: the functions and what starts them.',
    });
    this.functionByName = new Map(
      props.functions.map((description) => [description.name, this.addFunction(description, props)]),
    );
  }

  private addFunction(description: FunctionDescription, props: ServiceStackProps): DeskFunction {
    const { data, settings } = props;
    const codeFolder = props.codeFolders.get(description.name);
    if (codeFolder === undefined) throw new Error(`The function ${description.name} has no bundle.`);
    const added = new DeskFunction(this, description.name, {
      description,
      codeFolder,
      settings,
      grants: grantsOf({ touches: description.touches, data, settings, scope: this }),
      triggerStatements: triggerStatements(description, data),
    });
    addTrigger(added, description.trigger, data);
    return added;
  }
}
