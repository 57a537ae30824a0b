import { UserError } from '../../domain/user-error.ts';
import { networkErrorText, networkRemedy } from '../../http/network-fault.ts';

/** AWS refused a request or could not be reached. */
export class AwsRefusal extends UserError {
  override readonly name = 'AwsRefusal';
}

interface ServiceError extends Error {
  $metadata?: unknown;
  code?: string;
}

interface Rule {
  when: (error: ServiceError) => boolean;
  /** What happened, with AWS's own words. */
  message: (error: ServiceError) => string;
  remedy: string | ((error: ServiceError) => string);
}

const named =
  (...names: string[]) =>
  ({ name }: Error) =>
    names.includes(name);

/** The first rule that matches explains the error. The names come from the AWS SDK and from the services. */
const RULES: readonly Rule[] = [
  {
    when: ({ name, message }) => name === 'CredentialsProviderError' && /profile/i.test(message),
    message: (error) => `The AWS profile cannot be used: ${firstLine(error)}`,
    remedy: 'Check its name (--profile, AWS_PROFILE) against your AWS configuration, or sign in to it.',
  },
  {
    when: named('CredentialsProviderError'),
    message: (error) => `No AWS credentials were found (${firstLine(error)}).`,
    remedy:
      'Sign in (for example "aws sso login"), or name a profile that is in your AWS configuration (--profile, AWS_PROFILE). To stay on this machine, add --local.',
  },
  {
    when: named('ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'),
    message: () => 'Your AWS credentials have expired.',
    remedy: 'Sign in again, for example with "aws sso login".',
  },
  {
    when: named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
    ),
    message: (error) => `AWS does not accept your credentials (${firstLine(error)}).`,
    remedy: 'Check the profile (--profile, AWS_PROFILE) or sign in again.',
  },
  {
    when: ({ message }) => /^Region is missing/.test(message),
    message: () => 'No AWS region is set.',
    remedy:
      'Name the region of the stack with --region, or set AWS_REGION. To stay on this machine, add --local.',
  },
  {
    when: named('AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'),
    message: (error) => `Your AWS identity lacks a permission: ${firstLine(error)}`,
    remedy: 'lib/deployment/README.md (Permissions of people) lists what each command needs.',
  },
  {
    when: (error) => networkRemedy(error) !== undefined,
    message: (error) => `AWS could not be reached (${firstLine({ message: networkErrorText(error) })}).`,
    remedy: (error) => networkRemedy(error) ?? '',
  },
  {
    when: named('ResourceNotFoundException'),
    message: (error) => `AWS did not find the table or secret (${firstLine(error)}).`,
    remedy: 'Check the region, the profile and the name after --table.',
  },
  {
    when: ({ code = '' }) =>
      ['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code),
    message: (error) => `AWS could not be reached (${firstLine(error)}).`,
    remedy: 'Check the network and the region.',
  },
  {
    when: ({ $metadata }) => $metadata !== undefined,
    message: (error) => `AWS answered with ${error.name}: ${firstLine(error)}`,
    remedy: 'Run the command again; if AWS answers the same, look up this error in its documentation.',
  },
];

/**
 * Returns an AwsRefusal that explains an error of the AWS SDK. Returns the error itself if it is already meant for people, or
 * if no rule matches.
 */
export function awsRefusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const rule = RULES.find(({ when }) => when(error));
  if (!rule) return error;
  const remedy = typeof rule.remedy === 'string' ? rule.remedy : rule.remedy(error);
  return new AwsRefusal(rule.message(error), { remedy, cause: error });
}

function firstLine({ message }: Pick<Error, 'message'>): string {
  return message.split('\n')[0]?.trim() ?? '';
}
