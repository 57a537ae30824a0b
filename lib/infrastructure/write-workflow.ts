import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowDefinition } from './workflow-definition.ts';

/** The definition that a sync on a laptop runs, so that it needs neither the CDK nor the seconds of synthesizing. */
const WORKFLOW = join(import.meta.dirname, '../deployment/on-laptop/workflow.json');

// `npm run fix` runs this file.
writeFileSync(WORKFLOW, `${JSON.stringify(workflowDefinition(), null, 2)}\n`);
