import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { connectionsIn } from '../lib/cloud/connections-context.ts';
import { EvidenceStack } from '../lib/cloud/evidence-stack.ts';
import { monitoringIn } from '../lib/cloud/monitoring/monitoring-context.ts';
import { STACK_NAME } from '../lib/cloud/stack-terms.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = (key: string): unknown => app.node.tryGetContext(key);
new EvidenceStack(app, STACK_NAME, {
  connections: connectionsIn(context('connections')),
  monitoring: monitoringIn({ notify: context('notify'), runbook: context('runbook') }),
});
