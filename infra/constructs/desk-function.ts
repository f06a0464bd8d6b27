import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionDescription } from '../function-description.ts';
import { queues } from '../queues.ts';
import type { StageSettings } from '../stages/settings.ts';
import { acceptWildcard } from './accept-wildcard.ts';
import { DeskLogs } from './desk-logs.ts';
import type { Grants } from './grants.ts';
import { anyTrace, statementsForLogs, statementsForTraces } from './own-statements.ts';

/** Below the gateway's 30 s, so that a slow answer is ours and not the gateway's. */
const httpTimeoutSeconds = 29;

interface DeskFunctionProps {
  readonly description: FunctionDescription;
  readonly codeFolder: string;
  readonly settings: StageSettings;
  readonly grants: Grants;
  /** What Lambda itself needs of the trigger, in the function's name. */
  readonly triggerStatements: readonly PolicyStatement[];
}

/**
 * A function with our manners: Node 24 on ARM, its own role with nothing but what was listed for it, logs that end,
 * and a policy inside of the role, so that a trigger never starts before its permissions.
 */
export class DeskFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeoutSeconds: number;

  constructor(scope: Construct, id: string, props: DeskFunctionProps) {
    super(scope, id);
    const { description, settings } = props;
    const logs = new DeskLogs(this, 'Logs', settings);
    this.timeoutSeconds = timeoutOf(description);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: `smista-${settings.stage}-${description.name}`,
      description: `${description.folder} (${description.trigger.on})`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'function.handler',
      code: Code.fromAsset(props.codeFolder),
      memorySize: description.memoryMegabytes,
      timeout: Duration.seconds(this.timeoutSeconds),
      environment: this.environmentOf(props),
      // What CDK would add by itself is not on the list, so the role does not take it.
      role: this.addRole(props, logs).withoutPolicyUpdates(),
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[settings.logs.level],
      tracing: settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    });
    const wildcards = [...(props.grants.wildcards ?? []), ...(settings.tracing ? [anyTrace] : [])];
    for (const wildcard of wildcards) acceptWildcard(this, wildcard);
  }

  get logicalId(): string {
    const stack = Stack.of(this);
    return stack.resolve(stack.getLogicalId(this.lambda.node.defaultChild as CfnFunction));
  }

  private environmentOf({ description, settings, grants }: DeskFunctionProps): Record<string, string> {
    return {
      STAGE: settings.stage,
      POWERTOOLS_SERVICE_NAME: description.name,
      LOG_LEVEL: settings.logs.level,
      ...(settings.sourceMaps ? { NODE_OPTIONS: '--enable-source-maps' } : {}),
      ...grants.environment,
    };
  }

  private addRole(props: DeskFunctionProps, logs: LogGroup): Role {
    const statements = [
      ...statementsForLogs(logs),
      ...(props.settings.tracing ? statementsForTraces() : []),
      ...props.triggerStatements,
      ...props.grants.statements,
    ];
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { own: new PolicyDocument({ statements }) },
    });
  }
}

function timeoutOf({ trigger, timeoutSeconds }: FunctionDescription): number {
  if (trigger.on === 'queue') return queues[trigger.queue].consumerTimeoutSeconds;
  return timeoutSeconds ?? (trigger.on === 'http' ? httpTimeoutSeconds : 60);
}
