import type { ConnectionEntry } from './connections-context.ts';
import { UnusableContext } from './unusable-context.ts';

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
/** Of the stack without connections: 54, and one each for a second probe, a subscriber and CDK's own metadata. */
const SHARED_RESOURCES = 57;
/** A schedule and four alarms. */
const RESOURCES_EACH = 5;

/**
 * Characters of all inline policies of one role, without blanks.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_CHARACTERS = 10_240;
/** Authenticate's policies without any secret, with ARNs of the longest region. */
const OTHER_CHARACTERS = 900;
/** `us-gov-east-1` in `aws-us-gov`, `eu-isoe-west-1` in `aws-iso-e`: no partition and region are longer together. */
const PARTITION_AND_REGION = 24;
/** `arn:`, `:secretsmanager:`, `:`, the account's number and `:secret:`. */
const AROUND_NAME = 41 + PARTITION_AND_REGION;
/** `Connection`, `Secret`, CDK's hash, and 12 characters of CloudFormation with a dash before them. */
const AROUND_OWN_NAME = 10 + 6 + 8 + 13;
/** Secrets Manager's own six characters, and a dash before them. */
const SUFFIX = 7;
const QUOTES_AND_COMMA = 3;

/**
 * Throws UnusableContext if one stack cannot hold the connections. Counts before anything is synthesized. The template's
 * other quotas (200 outputs, 1 MB) and the state machine's (1,048,576 characters) come later than these two.
 */
export function checkLimits(entries: readonly ConnectionEntry[]): void {
  const reason = tooMany(entries);
  if (!reason) return;
  const fits = entries.findLastIndex((_, index) => !tooMany(entries.slice(0, index)));
  throw new UnusableContext(
    `The context "connections" (cdk.json) lists ${entries.length} connections, but one stack holds only the first ${fits} of them, because ${reason}. Deploy the others from a second cdk.json in another account or region.`,
  );
}

function tooMany(entries: readonly ConnectionEntry[]): string | undefined {
  const own = entries.filter(({ secret }) => secret === undefined).length;
  if (SHARED_RESOURCES + RESOURCES_EACH * entries.length + own > MOST_RESOURCES) {
    return 'CloudFormation takes 500 resources in a stack';
  }
  return OTHER_CHARACTERS + policyCharacters(entries) > MOST_CHARACTERS
    ? "the ARNs of their secrets fill the 10,240 characters that the policies of Authenticate's role may have"
    : undefined;
}

function policyCharacters(entries: readonly ConnectionEntry[]): number {
  const keys = new Set(entries.flatMap(({ secretKeyArn }) => secretKeyArn ?? []));
  const lengths = [...entries.map(secretLength), ...[...keys].map(({ length }) => length)];
  return lengths.reduce((sum, length) => sum + length + QUOTES_AND_COMMA, 0);
}

/** Characters of the secret's ARN once it is deployed. */
function secretLength({ name, secret }: ConnectionEntry): number {
  if (secret?.startsWith('arn:')) return secret.length;
  const inner = secret?.length ?? name.replaceAll('-', '').length + AROUND_OWN_NAME;
  return AROUND_NAME + inner + SUFFIX;
}
