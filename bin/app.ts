import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { sentence } from '../lib/domain/plain-text.ts';
import { DEPLOYED_SYNC, remedyAt } from '../lib/domain/remedy.ts';
import { UserError } from '../lib/domain/user-error.ts';
import { EvidenceStack, type EvidenceStackProps } from '../lib/infrastructure/evidence-stack.ts';
import { monitoringIn } from '../lib/infrastructure/monitoring/monitoring-context.ts';
import { sealIn } from '../lib/infrastructure/seal-context.ts';
import { STACK_NAME } from '../lib/infrastructure/stack-terms.ts';
import { notesIn } from '../lib/settings/report-notes.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = (key: string): unknown => app.node.tryGetContext(key);
try {
  // The construct checks them.
  const connections = context('connections') as EvidenceStackProps['connections'];
  const apps = context('apps') as EvidenceStackProps['apps'];
  const retention = context('retention') as EvidenceStackProps['retention'];
  const frameworks = context('frameworks') as EvidenceStackProps['frameworks'];
  const thresholds = context('thresholds') as EvidenceStackProps['thresholds'];
  const monitoring = monitoringIn({
    notify: context('notify'),
    notifyChanges: context('notifyChanges'),
    runbook: context('runbook'),
  });
  const seal = sealIn(context('seal'));
  // Reports read the scope themselves. Checked here too, so that a deployment finds a mistake.
  notesIn({ frameworks, scope: context('scope') }, process.cwd());
  new EvidenceStack(app, STACK_NAME, {
    connections,
    apps,
    frameworks,
    thresholds,
    retention,
    seal,
    ...monitoring,
  });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${sentence(error.message)} ${remedyAt(error.remedy, DEPLOYED_SYNC)}\n`);
  // Without this, CDK would synthesize the incomplete app when the process ends by itself.
  process.exit(1);
}
