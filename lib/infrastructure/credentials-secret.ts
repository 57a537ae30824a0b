import { ArnFormat, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { sharedCredentials } from '../connections/shared-apps.ts';
import type { Connection } from '../domain/connection.ts';
import { SECRET_PLACEHOLDER } from '../domain/secret-source.ts';

const PLACEHOLDER = JSON.stringify({
  tenantId: SECRET_PLACEHOLDER,
  clientId: SECRET_PLACEHOLDER,
  clientSecret: SECRET_PLACEHOLDER,
});

/** A secret that Authenticate reads. */
export interface ReadableSecret {
  /** Its ARN in policies; may end with wildcards for the suffix of Secrets Manager. */
  secretArn: string;
  /** The customer-managed key that encrypts it, if there is one. */
  keyArn: string | undefined;
}

/** The secret with a connection's credentials, which is new or exists already. */
export class CredentialsSecret extends Construct implements ReadableSecret {
  /** The connection, with the name or ARN of this secret. */
  readonly connection: Connection;
  readonly secretArn: string;
  readonly keyArn: string | undefined;

  constructor(scope: Construct, id: string, connection: Connection) {
    super(scope, id);
    const { name, secret, secretKeyArn } = connection;
    this.keyArn = secretKeyArn;
    const own = secret === undefined ? this.#ownSecret(name) : undefined;
    this.secretArn = own?.secretArn ?? arnOf(this, secret ?? name);
    // The name, because the parameter with all connections has no room for their ARNs.
    this.connection = { ...connection, secret: secret ?? own?.secretName };
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
}

/** Returns the ARN of an existing secret; of a name, with wildcards for the six characters that Secrets Manager adds. */
function arnOf(scope: Construct, secret: string): string {
  if (secret.startsWith('arn:')) return secret;
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secret}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Returns the existing secrets of the apps that connections share. */
export function sharedSecrets(scope: Construct, connections: readonly Connection[]): ReadableSecret[] {
  return sharedCredentials(connections).map(({ secret, secretKeyArn }) => ({
    secretArn: arnOf(scope, secret),
    keyArn: secretKeyArn,
  }));
}

/** Lets the grantee read the secrets. One statement for all, because a role's policies hold 10,240 characters. */
export function grantReadSecrets(grantee: IGrantable, secrets: readonly ReadableSecret[]): void {
  // A statement without resources would be invalid.
  if (secrets.length === 0) return;
  const keys = secrets.flatMap(({ keyArn }) => keyArn ?? []);
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: secrets.map(({ secretArn }) => secretArn),
    }),
  );
  if (keys.length > 0) {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: keys }),
    );
  }
}
