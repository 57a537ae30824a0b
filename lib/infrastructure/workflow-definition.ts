import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import type { ConnectionProps } from '../connections/connections-context.ts';
import { EvidenceStack } from './evidence-stack.ts';
import { STACK_NAME } from './stack-terms.ts';

type Resource = { Type: string; Properties: { DefinitionString?: unknown } };

/**
 * Settings for reading only a template: no bundles, no checks of other resources, no tree of constructs and no stack trace
 * of each of them, which together save 4 of 5 seconds.
 */
export const DEFINITION_ONLY: AppProps = {
  context: { 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-creation-stack-traces': true },
  builtinCloudFormationValidation: false,
  analyticsReporting: false,
  treeMetadata: false,
};

/**
 * Returns the state machine's definition in Amazon States Language, synthesized as for a deployment. It is the same for
 * all connections. Names replace the template's references to other resources. Functions are not bundled.
 */
export function workflowDefinition(connections?: readonly ConnectionProps[]): object {
  const outdir = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
  try {
    const app = new App({ ...DEFINITION_ONLY, outdir });
    const stack = new EvidenceStack(app, STACK_NAME, { connections });
    const { Resources } = app.synth().getStackArtifact(stack.artifactId).template as {
      Resources: Record<string, Resource>;
    };
    const machine = Object.values(Resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
    return JSON.parse(resolved(machine?.Properties.DefinitionString)) as object;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Returns a template's value as text, with resource names instead of the values that CloudFormation would insert. */
function resolved(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
  } = value as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
  };
  if (join) return join[1].map(resolved).join(join[0]);
  if (Ref) return Ref === 'AWS::Partition' ? 'aws' : Ref;
  if (attribute) return attribute[0];
  throw new Error(`The template's value cannot be resolved: ${JSON.stringify(value)}`);
}
