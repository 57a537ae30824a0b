import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { workflowDefinition } from './workflow-definition.ts';

/** The definition that a sync on a laptop runs, so that it needs neither the CDK nor the seconds of synthesizing. */
const WORKFLOW = join(import.meta.dirname, '../deployment/on-laptop/workflow.json');

// `npm run fix` runs this file.
const definition = workflowDefinition();
// Throws if the definition is invalid, so that no sync has to check it. Writes its defaults into the copy.
new StateMachine(structuredClone(definition) as StateMachineDefinition);
writeFileSync(WORKFLOW, `${JSON.stringify(definition, null, 2)}\n`);
