import { Validations } from 'aws-cdk-lib';
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
