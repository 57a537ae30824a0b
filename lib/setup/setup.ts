import type { CloudName } from '../domain/cloud.ts';

/** The credential that a script adds to the app registration. */
export type CredentialSetup =
  /** Issuer and subject of the tokens that AWS signs. Text in angle brackets stands in a script until a person replaces it. */
  | { kind: 'federated'; issuer: string; subject: string }
  /** A script makes a certificate that is valid for a year. */
  | { kind: 'certificate' }
  /** The day on which the client secret ends. */
  | { kind: 'secret'; expires: string };

/** What a script sets up: the app registration that a connection signs in with. */
export interface Setup {
  /** The connection's name. */
  connection: string;
  cloud: CloudName;
  /** The application permissions of Microsoft Graph that the app needs, by name. */
  permissions: readonly string[];
  credential: CredentialSetup;
  /** The app as `cdk.json` lists it, or will list it. It has a client id if it is listed already. */
  app: { name: string; clientId?: string };
  /** The secret of AWS Secrets Manager that holds the app's credential; absent if "connect" stores it for one connection. */
  sharedSecret?: string;
  /** The id of the tenant in which the app is registered, if it is known. */
  tenantId?: string;
  /** The tenants that are to grant consent to a multi-tenant app, by their connections; absent for a single-tenant app. */
  customers?: readonly { connection: string; tenantId: string }[];
  /** The commands that finish the setup, with the options of this deployment. */
  commands: {
    setup: string;
    connect: string;
    /** Options of the AWS CLI for the region and the profile of this deployment, each after a blank. */
    awsOptions?: string;
  };
}

/** The name of a new app registration. People see it when they grant consent. */
export const APP_NAME = 'm365-evidence';

/** The appId of Microsoft Graph, which is the same in each tenant and national cloud. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** Returns the name by which a second run finds a secret or certificate of the connection. */
export function credentialName({ connection }: Pick<Setup, 'connection'>): string {
  return `${APP_NAME} ${connection}`;
}
