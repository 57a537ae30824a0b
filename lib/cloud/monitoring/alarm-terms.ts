import type { AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { RunbookHeading } from './runbook.ts';

/**
 * What an alarm watches, and what it says. It rings when one period of its metric reaches the threshold; a period
 * without a value does not, unless told otherwise.
 */
export interface AlarmTerms
  extends Pick<AlarmProps, 'metric' | 'threshold' | 'comparisonOperator' | 'treatMissingData'> {
  /** In a few words; alarms of different connections have it in common. */
  kind: string;
  /** What happened, in a sentence. */
  happened: string;
  /** Where the runbook says more. */
  heading: RunbookHeading;
  /** Whether people are told when it is over: where that says that all is well, not only that nothing more happened. */
  tellsRecovery?: true;
}
