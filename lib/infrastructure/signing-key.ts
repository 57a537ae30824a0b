import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * The key that signs the checkpoints of all logs. It is kept when the stack is deleted, because a log that goes on with
 * another key looks forged. Its private part never leaves KMS.
 */
export class SigningKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Signs the checkpoints of the evidence logs',
      // Not Ed25519, which the `openssl` of macOS cannot check.
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /**
   * Lets only this role sign, with one algorithm, and only texts that KMS hashes itself. The key's policy refuses everyone
   * else, even an administrator, who would have to change the policy first, which CloudTrail records.
   * Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
   */
  grantSigning(role: IRole): void {
    const resources = [this.keyArn];
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Sign'],
        resources,
        conditions: {
          StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256', 'kms:MessageType': 'RAW' },
        },
      }),
    );
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['kms:GetPublicKey'], resources }));
    this.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': role.roleArn } },
      }),
    );
  }
}
