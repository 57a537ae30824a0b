import type { IPolicyValidationPlugin } from 'aws-cdk-lib';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import project from '../../cdk.json' with { type: 'json' };
import { EvidenceStack, type EvidenceStackProps } from '../../lib/infrastructure/evidence-stack.ts';
import { monitoringIn } from '../../lib/infrastructure/monitoring/monitoring-context.ts';
import { DEFINITION_ONLY } from '../../lib/infrastructure/workflow-definition.ts';

/** The feature flags of a deployment, and the settings that read only the definition. */
const CONTEXT = { ...project.context, ...DEFINITION_ONLY.context };

/** The stack's name. */
export const STACK = 'Test';

/** Returns the stack's template for these connections, without account, region and bundling. */
export function templateFor(
  connections: unknown,
  plugin?: (app: App) => IPolicyValidationPlugin,
  monitoring: Parameters<typeof monitoringIn>[0] = {},
  settings: Pick<EvidenceStackProps, 'frameworks' | 'thresholds' | 'apps'> = {},
): Template {
  const app = new App({ ...DEFINITION_ONLY, context: CONTEXT });
  if (plugin) Validations.of(app).addPlugins(plugin(app));
  return Template.fromStack(
    new EvidenceStack(app, STACK, {
      connections: connections as EvidenceStackProps['connections'],
      ...monitoringIn(monitoring),
      ...settings,
    }),
  );
}

/** Returns the properties of all resources of a type, by logical id. */
export function propertiesOf(template: Template, type: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [
      id,
      Properties as Record<string, unknown>,
    ]),
  );
}
