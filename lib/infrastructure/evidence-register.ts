import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Actions on the table's key that a writer needs. Listed here, because CDK's own grant has wildcards. */
const TABLE_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** The partitions of evidence and runs, as `registerKeys` makes them. */
const RECORDED_PARTITIONS = ['EVIDENCE#*', 'RUN#*'];
/** The partitions of entries, checkpoints, the names of logs, and annotations, as `registerKeys` makes them. */
const SEALED_PARTITIONS = ['LOG#*', 'CHECKPOINT#*', 'LOG', 'ANNOTATION#*'];

/** The evidence register: a table that is kept when the stack is deleted, encrypted with its own key. */
export class EvidenceRegister extends Construct {
  readonly table: Table;
  /** Encrypts the table and the vault. */
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Encrypts the evidence register and its vault',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets the grantee read items and query partitions: no scan, no writing. */
  grantRead(grantee: IGrantable): void {
    this.table.grant(grantee, 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query');
    this.key.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey');
  }

  /** Lets the grantee put evidence and runs: no update, no deletion, no reading, and nothing in logs. */
  grantAppend(grantee: IGrantable): void {
    this.#grantPut(grantee, RECORDED_PARTITIONS);
  }

  /** Lets the grantee read the register, and put only logs and annotations: it cannot write the evidence that it seals. */
  grantSeal(grantee: IGrantable): void {
    this.grantRead(grantee);
    this.#grantPut(grantee, SEALED_PARTITIONS);
  }

  /** Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  #grantPut(grantee: IGrantable, partitions: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      }),
    );
    this.key.grant(grantee, ...TABLE_KEY_ACTIONS);
  }
}
