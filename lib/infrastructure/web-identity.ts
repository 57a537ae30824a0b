import { type Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { CLOUDS, type CloudName } from '../domain/cloud.ts';

/** Seconds: Authenticate asks for tokens that are valid for five minutes. */
const LONGEST_LIFETIME = 300;

/**
 * Lets a role get tokens with which it signs in to Entra, for these national clouds. `ForAnyValue` refuses a request without
 * an audience; `ForAllValues` would allow it.
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function letGetWebIdentity(role: Role, clouds: readonly CloudName[]): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['sts:GetWebIdentityToken'],
      resources: ['*'],
      conditions: {
        'ForAnyValue:StringEquals': {
          'sts:IdentityTokenAudience': [...new Set(clouds.map((cloud) => CLOUDS[cloud].federationAudience))],
        },
        StringEquals: { 'sts:SigningAlgorithm': 'RS256' },
        NumericLessThanEquals: { 'sts:DurationSeconds': LONGEST_LIFETIME },
      },
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'sts:GetWebIdentityToken has no resources that a policy could name; its conditions bind the token.',
  });
}

/** Characters that a role's name may have. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_NAME = 64;
/** Characters of the longest region, `us-northeast-1` and the like. */
const LONGEST_REGION = 14;

/**
 * Returns the fixed name of the role that signs in, because a federated credential names it. Names of roles are shared by all
 * regions of an account.
 */
export function signInRoleName(stackName: string, region: string): string {
  const ending = '-sign-in';
  const room = LONGEST_NAME - ending.length - LONGEST_REGION - 1;
  return `${stackName.slice(0, room)}-${region}${ending}`;
}

/** Returns the ARN of a stack's sign-in role: the subject of the tokens that AWS signs for it. */
export function signInRoleArn({
  partition,
  account,
  region,
  stackName,
}: Pick<Stack, 'partition' | 'account' | 'region' | 'stackName'>): string {
  return `arn:${partition}:iam::${account}:role/${signInRoleName(stackName, region)}`;
}
