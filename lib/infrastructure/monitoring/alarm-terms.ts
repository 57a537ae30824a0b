import type { AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { RunbookHeading } from './runbook.ts';

/**
 * The condition and the text of an alarm. It rings when its metric reaches the threshold in one period. A period
 * without a value does not ring, unless `treatMissingData` says so.
 */
export interface AlarmTerms
  extends Pick<AlarmProps, 'metric' | 'threshold' | 'comparisonOperator' | 'treatMissingData'> {
  /** A short name, shared by the same alarm of all connections. */
  kind: string;
  /** One sentence: what happened. */
  happened: string;
  /** The runbook's section on this alarm. */
  heading: RunbookHeading;
  /**
   * Sends a message when the alarm ends too. Only if OK means that all is well, not just that nothing more happened.
   */
  notifiesRecovery?: true;
}
