import { writeFileSync } from 'node:fs';
import { connectionsIn } from '../../lib/connections/connections-context.ts';
import { workflowDefinition } from '../../lib/deployment/on-laptop/workflow-definition.ts';

// A separate process, because Node loads the CDK in a third of the time that jest needs.
const [file = ''] = process.argv.slice(2);
writeFileSync(file, JSON.stringify(workflowDefinition(connectionsIn([{ name: 'any' }]))));
