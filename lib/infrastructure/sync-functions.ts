import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { type IRole, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { COLLECTORS, NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import type { CloudName } from '../domain/cloud.ts';
import { SYNC_ENDED_SOURCE, SYNC_ENDED_TYPE } from '../domain/sync-ended-event.ts';
import { softwareName } from '../installation/software.ts';
import { COLLECTOR_MINUTES } from '../sync/workflow-terms.ts';
import type { EvidenceRegister } from './evidence-register.ts';
import type { EvidenceVault } from './evidence-vault.ts';
import type { SealSettings } from './seal-context.ts';
import { signInRoleName } from './sign-in-role.ts';
import type { SigningKey } from './signing-key.ts';
import { SyncFunction } from './sync-function.ts';
import { letGetWebIdentity } from './web-identity.ts';

interface SyncFunctionsProps {
  register: EvidenceRegister;
  vault: EvidenceVault;
  signingKey: SigningKey;
  seal: SealSettings;
  logRetention: RetentionDays;
  /** The national clouds of the connections that sign in without a secret. */
  federated: readonly CloudName[];
}

/** The Lambda functions of the workflow's tasks. Each has only the rights that its task needs. */
export class SyncFunctions extends Construct {
  readonly authenticate: SyncFunction;
  /** Collector id to its function. */
  readonly collect: Record<string, SyncFunction>;
  readonly recordEvidence: SyncFunction;
  readonly sealSync: SyncFunction;
  readonly announceSync: SyncFunction;

  constructor(scope: Construct, id: string, props: SyncFunctionsProps) {
    super(scope, id);
    const { register, vault, logRetention, federated } = props;
    const { region, urlSuffix, stackName } = Stack.of(this);
    const sealKey = new Key(this, 'SealKey', {
      description: 'Seals the access token on its way from Authenticate to the collectors',
      enableKeyRotation: true,
      // A token expires after an hour, so nothing needs the key later.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.authenticate = new SyncFunction(this, 'Authenticate', {
      handler: 'authenticate',
      description: 'Signs a connection in to Microsoft Entra and seals the token',
      timeout: Duration.minutes(1),
      environment: {
        SEAL_KEY_ARN: sealKey.keyArn,
        NEEDED_PERMISSIONS: NEEDED_PERMISSIONS.join(' '),
        STS_URL: `https://sts.${region}.${urlSuffix}`,
      },
      logRetention,
      ...(federated.length > 0 && { roleName: signInRoleName(stackName, region) }),
    });
    if (federated.length > 0) letGetWebIdentity(this.authenticate.role as Role, federated);
    sealKey.grant(this.authenticate, 'kms:GenerateDataKey');

    this.collect = Object.fromEntries(
      COLLECTORS.map((collector) => {
        const collect = new SyncFunction(this, `Collect-${collector.id}`, {
          handler: 'collect',
          description: `Reads ${collector.title} from Microsoft Graph`,
          timeout: Duration.minutes(COLLECTOR_MINUTES),
          environment: { SEAL_KEY_ARN: sealKey.keyArn, COLLECTOR: collector.id, VAULT_URL: vault.url },
          logRetention,
        });
        sealKey.grant(collect, 'kms:Decrypt');
        vault.grantPut(collect, 'answers');
        return [collector.id, collect];
      }),
    );
    this.recordEvidence = new SyncFunction(this, 'RecordEvidence', {
      handler: 'record-evidence',
      description: 'Maps observations to evidence and appends them to the register',
      timeout: Duration.minutes(2),
      environment: {
        REGISTER_TABLE: register.table.tableName,
        EVIDENCE_FOR: JSON.stringify(
          Object.fromEntries(COLLECTORS.map(({ id, evidenceFor }) => [id, evidenceFor])),
        ),
      },
      logRetention,
    });
    register.grantAppend(this.recordEvidence);

    this.sealSync = this.#sealSync(props);

    this.announceSync = new SyncFunction(this, 'AnnounceSync', {
      handler: 'announce-sync',
      description: 'Announces the end of a sync on the event bus, and emits its figures as metrics',
      timeout: Duration.minutes(1),
      environment: { REGISTER_TABLE: register.table.tableName },
      logRetention,
    });
    register.grantRead(this.announceSync);
    this.#grantAnnouncing(this.announceSync);
  }

  /** Makes the function that seals: the only one that may use the signing key. */
  #sealSync({ register, vault, signingKey, seal, logRetention }: SyncFunctionsProps): SyncFunction {
    const { account, region, stackName } = Stack.of(this);
    const sealSync = new SyncFunction(this, 'SealSync', {
      handler: 'seal-sync',
      description: 'Seals recorded syncs and annotations in the signed log of their connection',
      timeout: Duration.minutes(2),
      environment: {
        REGISTER_TABLE: register.table.tableName,
        SIGNING_KEY_ARN: signingKey.keyArn,
        VAULT_URL: vault.url,
        // The connection's name completes the log's name.
        LOG_ORIGIN: `m365-evidence/${account}/${region}/${stackName}`,
        CHECKPOINT_EVERY: seal.checkpointEvery,
        SOFTWARE: softwareName(),
      },
      logRetention,
    });
    register.grantSeal(sealSync);
    for (const folder of ['log', 'documents', 'checkpoints']) vault.grantPut(sealSync, folder);
    signingKey.grantSigning(sealSync.role as IRole);
    return sealSync;
  }

  /**
   * Lets the function put only the event of a sync on the account's default bus. AWS checks each entry of a call; a
   * missing key fails the condition.
   * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
   */
  #grantAnnouncing({ grantPrincipal }: SyncFunction): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [EventBus.fromEventBusName(this, 'DefaultBus', 'default').eventBusArn],
        conditions: {
          StringEquals: { 'events:source': SYNC_ENDED_SOURCE, 'events:detail-type': SYNC_ENDED_TYPE },
        },
      }),
    );
  }
}
