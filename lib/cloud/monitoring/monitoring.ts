import { Construct } from 'constructs';
import type { DeployedConnection } from '../../../lambdas/domain/connection.ts';
import type { EvidenceRegister } from '../evidence-register.ts';
import { FreshnessProbe } from './freshness-probe.ts';

export interface MonitoringProps {
  register: EvidenceRegister;
  connections: readonly DeployedConnection[];
}

/** What tells people how the deployment does. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { register, connections }: MonitoringProps) {
    super(scope, id);
    new FreshnessProbe(this, 'FreshnessProbe', register, connections);
  }
}
