import { ArnFormat, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ConnectionSettings, DeployedConnection } from '../../lambdas/domain/connection.ts';
import { SECRET_PLACEHOLDER } from '../../lambdas/domain/secret-source.ts';
import { type ConnectionEntry, deployedConnection } from './connections-context.ts';

const PLACEHOLDER = JSON.stringify({
  tenantId: SECRET_PLACEHOLDER,
  clientId: SECRET_PLACEHOLDER,
  clientSecret: SECRET_PLACEHOLDER,
});

/** One tenant and the right to read it: its secret (its own, or one that exists already) and its settings. */
export class Connection extends Construct {
  readonly settings: ConnectionSettings;
  /** What those find who work with the deployment from outside. */
  readonly deployed: DeployedConnection;
  /** The secret as a policy names it. */
  readonly secretArn: string;
  /** The key that must decrypt for whoever reads the secret, where it is customer-managed. */
  readonly secretKeyArn: string | undefined;

  constructor(scope: Construct, id: string, entry: ConnectionEntry) {
    super(scope, id);
    const { secret, cloud, includeUserNames } = entry;
    this.secretKeyArn = entry.secretKeyArn;
    if (secret === undefined) this.secretArn = this.#ownSecret(entry.name);
    else this.secretArn = secret.startsWith('arn:') ? secret : this.#arnOfName(secret);
    const secretId = secret ?? this.secretArn;
    this.settings = { name: entry.name, secretId, cloud, includeUserNames };
    this.deployed = deployedConnection(entry, secretId);
  }

  /** A placeholder that never changes: CloudFormation then leaves alone what is stored in its place. */
  #ownSecret(name: string): string {
    const secret = new Secret(this, 'Secret', {
      description: `m365-evidence: tenant id, client id and client secret of the connection ${name}`,
      secretStringValue: SecretValue.unsafePlainText(PLACEHOLDER),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Only an administrator of the Microsoft tenant can make a new client secret; AWS cannot rotate it.',
    });
    return secret.secretArn;
  }

  /** Secrets Manager puts six characters of its own behind a name. */
  #arnOfName(name: string): string {
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/** Lets the grantee read the connections' secrets, in one statement: a role's policies hold 10,240 characters. */
export function grantReadSecrets(grantee: IGrantable, connections: readonly Connection[]): void {
  const keys = connections.flatMap(({ secretKeyArn }) => secretKeyArn ?? []);
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: connections.map(({ secretArn }) => secretArn),
    }),
  );
  if (keys.length > 0) {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: keys }),
    );
  }
}
