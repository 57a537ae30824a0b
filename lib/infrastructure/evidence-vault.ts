import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Retention } from './retention-context.ts';

/** A function, whose role gets the rights. */
interface Grantee {
  role?: IRole | undefined;
}

/**
 * The vault: a bucket whose objects can be neither changed nor deleted before their time, and which is kept when the stack
 * is deleted. No rule expires objects: after their time, a person decides.
 */
export class EvidenceVault extends Construct {
  readonly bucket: Bucket;
  /** Address of the bucket, in every partition. */
  readonly url: string;
  readonly #key: Key;

  constructor(scope: Construct, id: string, key: Key, { mode, days }: Retention) {
    super(scope, id);
    this.#key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention[mode](Duration.days(days)),
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One request to KMS for many objects.
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // The bucket outlives its stack, and still takes TLS only.
    this.bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.url = `https://${this.bucket.bucketRegionalDomainName}`;
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Access logs would need a second bucket without Object Lock. Whether an object is the one that was stored shows by its hash in the signed log, and CloudTrail can record who read it.',
    });
  }

  /**
   * Lets a function put objects into a folder: no reading, no deletion, no change of retention. The key may be used only
   * through S3.
   */
  grantPut({ role }: Grantee, folder: string): void {
    this.#allowObjects(role, 's3:PutObject', `${folder}/*`);
    this.#allowKey(role, 'kms:GenerateDataKey');
  }

  /** Lets a function read objects whose names it knows: no listing. */
  grantRead({ role }: Grantee): void {
    this.#allowObjects(role, 's3:GetObject', '*');
    this.#allowKey(role, 'kms:Decrypt');
  }

  #allowObjects(role: IRole | undefined, action: string, objects: string): void {
    if (!role) return;
    const resource = this.bucket.arnForObjects(objects);
    role.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    const bucket = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${objects}]`,
      reason: 'The names of objects are not known before a sync: they hold random ids and places in a log.',
    });
  }

  #allowKey(role: IRole | undefined, action: string): void {
    const service = `s3.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
    role?.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [action],
        resources: [this.#key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': service } },
      }),
    );
  }
}
