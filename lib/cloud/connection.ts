import { SecretValue, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ConnectionSettings } from '../../lambdas/domain/connection.ts';
import { SECRET_PLACEHOLDER } from '../../lambdas/domain/secret-source.ts';
import type { ConnectionEntry } from './connections-context.ts';

const PLACEHOLDER = JSON.stringify({
  tenantId: SECRET_PLACEHOLDER,
  clientId: SECRET_PLACEHOLDER,
  clientSecret: SECRET_PLACEHOLDER,
});

type ReadableSecret = Pick<ISecret, 'secretArn' | 'grantRead'>;

/** One tenant and the right to read it: its secret (its own, or one that exists already) and its settings. */
export class Connection extends Construct {
  readonly settings: ConnectionSettings;
  readonly secret: ReadableSecret;

  constructor(scope: Construct, id: string, entry: ConnectionEntry) {
    super(scope, id);
    this.secret = entry.secret === undefined ? this.#ownSecret(entry.name) : this.#existingSecret(entry);
    const { cloud, includeUserNames } = entry;
    this.settings = { secretId: this.secret.secretArn, cloud, includeUserNames };
  }

  grantRead(grantee: IGrantable): void {
    this.secret.grantRead(grantee);
  }

  /** A placeholder that never changes: CloudFormation then leaves alone what is stored in its place. */
  #ownSecret(name: string): ReadableSecret {
    const secret = new Secret(this, 'Secret', {
      description: `m365-evidence: tenant id, client id and client secret of the connection ${name}`,
      secretStringValue: SecretValue.unsafePlainText(PLACEHOLDER),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Only an administrator of the Microsoft tenant can make a new client secret; AWS cannot rotate it.',
    });
    return secret;
  }

  #existingSecret({ secret = '', secretKeyArn }: ConnectionEntry): ReadableSecret {
    const key = secretKeyArn ? { encryptionKey: Key.fromKeyArn(this, 'SecretKey', secretKeyArn) } : {};
    if (secret.startsWith('arn:')) {
      return Secret.fromSecretAttributes(this, 'Secret', { secretCompleteArn: secret, ...key });
    }
    return Secret.fromSecretNameV2(this, 'Secret', secret);
  }
}
