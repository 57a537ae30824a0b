import { networkErrorText, networkRemedy } from '../../http/network-fault.ts';

/** AWS refused a request or could not be reached. The message says what happened and what to do. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
}

interface ServiceError extends Error {
  $metadata?: unknown;
  code?: string;
}

type Rule = { when: (error: ServiceError) => boolean; say: (error: ServiceError) => string };

const named =
  (...names: string[]) =>
  ({ name }: Error) =>
    names.includes(name);

/** The first rule that matches explains the error. The names come from the AWS SDK and from the services. */
const RULES: Rule[] = [
  {
    when: ({ name, message }) => name === 'CredentialsProviderError' && /profile/i.test(message),
    say: ({ message }) =>
      `The AWS profile cannot be used: ${firstLine(message)} Check its name (--profile, AWS_PROFILE) against your AWS configuration, or sign in to it.`,
  },
  {
    when: named('CredentialsProviderError'),
    say: ({ message }) =>
      `No AWS credentials were found (${firstLine(message)}). Sign in (for example "aws sso login"), or name a profile of your AWS configuration with --profile or AWS_PROFILE; a profile that it lacks has no credentials. To stay on this machine, add --local.`,
  },
  {
    when: named('ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'),
    say: () => 'Your AWS credentials have expired. Sign in again, for example with "aws sso login".',
  },
  {
    when: named(
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
    ),
    say: ({ message }) =>
      `AWS does not accept your credentials (${firstLine(message)}). Check the profile (--profile, AWS_PROFILE) or sign in again.`,
  },
  {
    when: ({ message }) => /^Region is missing/.test(message),
    say: () =>
      'No AWS region is set. Name the region of the stack with --region, or set AWS_REGION. To stay on this machine, add --local.',
  },
  {
    when: named('AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'),
    say: ({ message }) =>
      `Your AWS identity lacks a permission: ${firstLine(message)} The README (Permissions of people) lists what each command needs.`,
  },
  {
    when: (error) => networkRemedy(error) !== undefined,
    say: (error) =>
      `AWS could not be reached (${firstLine(networkErrorText(error))}). ${networkRemedy(error)}`,
  },
  {
    when: named('ResourceNotFoundException'),
    say: ({ message }) =>
      `AWS did not find the table or secret (${firstLine(message)}). Check the region, the profile and the name after --table.`,
  },
  {
    when: ({ code = '' }) =>
      ['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code),
    say: ({ message }) =>
      `AWS could not be reached (${firstLine(message)}). Check the network and the region.`,
  },
  {
    when: ({ $metadata }) => $metadata !== undefined,
    say: ({ name, message }) => `AWS answered with ${name}: ${firstLine(message)}`,
  },
];

/** Returns an AwsRefusal that explains an error of the AWS SDK, or the error itself if no rule matches. */
export function awsRefusalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const rule = RULES.find(({ when }) => when(error));
  return rule ? new AwsRefusal(rule.say(error), { cause: error }) : error;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
