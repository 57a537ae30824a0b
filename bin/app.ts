import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { connectionsIn } from '../lib/cloud/connections-context.ts';
import { EvidenceStack } from '../lib/cloud/evidence-stack.ts';
import { STACK_NAME } from '../lib/cloud/stack-terms.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new EvidenceStack(app, STACK_NAME, { connections: connectionsIn(app.node.tryGetContext('connections')) });
