import {
  EnableOutboundWebIdentityFederationCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsPlace, clientConfig } from './client-config.ts';

/** An AWS account that can sign web identity tokens for its roles. */
export interface FederatingAccount {
  account: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
}

/** Resolves with the region of the AWS configuration. Rejects with an error of the AWS SDK if no region is set. */
export async function configuredRegion(place: AwsPlace): Promise<string> {
  const client = new STSClient(clientConfig(place));
  try {
    return await client.config.region();
  } finally {
    client.destroy();
  }
}

/** Resolves with the account of the credentials. It needs no right. Rejects with errors of the AWS SDK. */
export async function callingAccount(place: AwsPlace): Promise<FederatingAccount> {
  const client = new STSClient(clientConfig(place));
  try {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand());
    return { account: Account, partition: Arn.split(':')[1] ?? '' };
  } finally {
    client.destroy();
  }
}

/**
 * Resolves with the issuer of the tokens that the account signs; undefined if the account does not sign any. Needs
 * `iam:GetOutboundWebIdentityFederationInfo`. Rejects with errors of the AWS SDK.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html
 */
export async function outboundIssuer(place: AwsPlace): Promise<string | undefined> {
  const client = new IAMClient(clientConfig(place));
  try {
    const info = await client.send(new GetOutboundWebIdentityFederationInfoCommand());
    return info.JwtVendingEnabled === false ? undefined : info.IssuerIdentifier;
  } catch (error) {
    if ((error as Error).name === 'FeatureDisabledException') return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * Lets the account sign tokens, and resolves with their issuer. Needs `iam:EnableOutboundWebIdentityFederation`. This cannot be
 * undone for one role: the opposite call would stop all signing of the account, so m365-evidence never sends it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html
 */
export async function enableOutboundFederation(place: AwsPlace): Promise<string | undefined> {
  const client = new IAMClient(clientConfig(place));
  try {
    const { IssuerIdentifier } = await client.send(new EnableOutboundWebIdentityFederationCommand());
    return IssuerIdentifier;
  } catch (error) {
    // Another person enabled it a moment ago.
    if ((error as Error).name === 'FeatureEnabledException') return await outboundIssuer(place);
    throw error;
  } finally {
    client.destroy();
  }
}
