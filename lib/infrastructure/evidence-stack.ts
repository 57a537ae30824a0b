import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { M365Evidence, type M365EvidenceProps } from './m365-evidence.ts';

export interface EvidenceStackProps extends StackProps, M365EvidenceProps {}

/** A stack that holds only M365Evidence. Throws what the construct throws. */
export class EvidenceStack extends Stack {
  readonly evidence: M365Evidence;

  constructor(scope: Construct, id: string, props: EvidenceStackProps = {}) {
    super(scope, id, { description: 'Compliance evidence from Microsoft 365', ...props });
    // CDK leaves the id "Default" out of logical ids.
    this.evidence = new M365Evidence(this, 'Default', props);
  }
}
