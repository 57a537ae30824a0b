import { ArnFormat, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type ConnectionEntry, deployedConnection } from '../connections/connections-context.ts';
import type { ConnectionSettings, DeployedConnection } from '../domain/connection.ts';
import { SECRET_PLACEHOLDER } from '../domain/secret-source.ts';

const PLACEHOLDER = JSON.stringify({
  tenantId: SECRET_PLACEHOLDER,
  clientId: SECRET_PLACEHOLDER,
  clientSecret: SECRET_PLACEHOLDER,
});

/** A connection to one tenant: its settings, and its secret, which is new or exists already. */
export class Connection extends Construct {
  readonly settings: ConnectionSettings;
  /** The settings that the stack puts out for commands. */
  readonly deployed: DeployedConnection;
  /** The secret's ARN in policies; may end with wildcards for the suffix of Secrets Manager. */
  readonly secretArn: string;
  /** ARN of the key that encrypts the secret, if it is customer-managed. Readers of the secret must decrypt with it. */
  readonly secretKeyArn: string | undefined;

  constructor(scope: Construct, id: string, entry: ConnectionEntry) {
    super(scope, id);
    const { secret, cloud, includeUserNames } = entry;
    this.secretKeyArn = entry.secretKeyArn;
    const own = secret === undefined ? this.#ownSecret(entry.name) : undefined;
    this.secretArn = own?.secretArn ?? this.#arnOf(secret ?? '');
    // The name, because the parameter with the settings of all connections has no room for their ARNs.
    this.settings = { name: entry.name, secretId: secret ?? own?.secretName ?? '', cloud, includeUserNames };
    this.deployed = deployedConnection(entry, secret ?? this.secretArn);
  }

  /**
   * Makes a secret with a placeholder that never changes, so that CloudFormation never overwrites the stored
   * credentials.
   */
  #ownSecret(name: string): Secret {
    const secret = new Secret(this, 'Secret', {
      description: `m365-evidence: tenant id, client id and client secret of the connection ${name}`,
      secretStringValue: SecretValue.unsafePlainText(PLACEHOLDER),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Only an administrator of the Microsoft tenant can create a client secret; AWS cannot rotate it.',
    });
    return secret;
  }

  /** Returns the ARN of an existing secret; of a name, with wildcards for the six characters that Secrets Manager adds. */
  #arnOf(secret: string): string {
    if (secret.startsWith('arn:')) return secret;
    return Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${secret}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}

/**
 * Lets the grantee read the connections' secrets. One statement for all, because a role's policies hold 10,240
 * characters.
 */
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
