import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { sentence } from '../lib/domain/plain-text.ts';
import { DEPLOYED_SYNC, remedyAt } from '../lib/domain/remedy.ts';
import { UserError } from '../lib/domain/user-error.ts';
import { EvidenceStack } from '../lib/infrastructure/evidence-stack.ts';
import type { M365EvidenceProps } from '../lib/infrastructure/m365-evidence.ts';
import { STACK_NAME } from '../lib/infrastructure/stack-terms.ts';
import { notesIn } from '../lib/settings/report-notes.ts';

/** The context keys of a deployment. The construct checks their values. */
const KEYS = [
  'connections',
  'apps',
  'notify',
  'notifyChanges',
  'runbook',
  'retention',
  'seal',
  'frameworks',
  'thresholds',
] as const satisfies readonly (keyof M365EvidenceProps)[];

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = (key: string): unknown => app.node.tryGetContext(key);
try {
  // Reports read the scope themselves. Checked here too, so that a deployment finds a mistake.
  notesIn({ frameworks: context('frameworks'), scope: context('scope') }, process.cwd());
  const props = Object.fromEntries(KEYS.map((key) => [key, context(key)]));
  new EvidenceStack(app, STACK_NAME, props);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${sentence(error.message)} ${remedyAt(error.remedy, DEPLOYED_SYNC)}\n`);
  // Without this, CDK would synthesize the incomplete app when the process ends by itself.
  process.exit(1);
}
