import { connectionsParameter } from '../connections/connections-parameter.ts';
import { sharedCredentials } from '../connections/shared-apps.ts';
import { UnusableContext } from '../connections/unusable-context.ts';
import type { Connection } from '../domain/connection.ts';
import type { Settings } from '../domain/settings.ts';
import { CONNECTIONS_IN_RULE, changeRecipients } from './monitoring/change-recipients.ts';

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
/** Resources of a stack without connections: 65, plus a second probe, a subscriber and CDK's own metadata. */
const SHARED_RESOURCES = 68;
/** Resources of each connection: a schedule and four alarms. A federated credential needs no alarm before an expiry date. */
const RESOURCES_EACH = 5;
const RESOURCES_OF_FEDERATED = 3;

/** Resources of an address that gets mails about changes, without its rules: the topic, its policy and the subscriber. */
const RESOURCES_OF_ADDRESS = 3;

/**
 * Characters that all inline policies of one role may have, blanks not counted.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_CHARACTERS = 10_240;
/** Characters of Authenticate's policies without the secrets, with ARNs of the region with the longest name. */
const OTHER_CHARACTERS = 900;
/** Characters of the longest partition and region: `us-gov-east-1` in `aws-us-gov`, `eu-isoe-west-1` in `aws-iso-e`. */
const PARTITION_AND_REGION = 24;
/** Characters of the statement by which Authenticate gets tokens of AWS, for all national clouds. */
const WEB_IDENTITY_CHARACTERS = 420;
/**
 * Characters of an ARN before the secret's name: `arn:`, `:secretsmanager:`, `:`, the account's number and `:secret:`.
 */
const AROUND_NAME = 41 + PARTITION_AND_REGION;
/** Characters that a name made by CloudFormation adds: `Connection`, `Secret`, CDK's hash, a dash and 12 characters. */
const AROUND_OWN_NAME = 10 + 6 + 8 + 13;
/** A dash and the six characters that Secrets Manager adds to each name. */
const SUFFIX = 7;
const QUOTES_AND_COMMA = 3;

/**
 * Characters of the advanced tier's parameters: 8 kB.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
const MOST_PARAMETER_CHARACTERS = 8_192;

/** The settings of all connections that add resources. */
interface SharedSettings {
  notifyChanges?: string | undefined;
  thresholds?: Settings['thresholds'];
  /** Resources that only some deployments have, such as the parameter of the settings. */
  optionalResources?: number;
}

/**
 * Throws UnusableContext if one stack cannot hold the connections, before anything is synthesized. The other quotas, of
 * the template (200 outputs, 1 MB) and of the state machine (1,048,576 characters), are reached later than these two.
 */
export function checkLimits(entries: readonly Connection[], shared: SharedSettings = {}): void {
  const reason = exceededLimit(entries, shared);
  if (!reason) return;
  const fits = entries.findLastIndex((_, index) => !exceededLimit(entries.slice(0, index), shared));
  throw new UnusableContext(
    `The context "connections" (cdk.json) lists ${entries.length} connections, but one stack holds only the first ${fits} of them, because ${reason}`,
    { remedy: 'Deploy the others from a second cdk.json in another account or region.' },
  );
}

function exceededLimit(entries: readonly Connection[], shared: SharedSettings): string | undefined {
  const { optionalResources = 0 } = shared;
  const own = entries.filter(({ secret, app }) => secret === undefined && !app).length;
  const federated = entries.filter(({ app }) => app?.credential === 'federated').length;
  const resources =
    SHARED_RESOURCES +
    optionalResources +
    RESOURCES_EACH * (entries.length - federated) +
    RESOURCES_OF_FEDERATED * federated +
    alarmsEach(shared) * entries.length +
    mailResources(entries, shared);
  if (resources + own > MOST_RESOURCES) {
    return 'CloudFormation takes 500 resources in a stack';
  }
  const webIdentity = federated > 0 ? WEB_IDENTITY_CHARACTERS : 0;
  if (OTHER_CHARACTERS + webIdentity + policyCharacters(entries) > MOST_CHARACTERS) {
    return "the ARNs of their secrets fill the 10,240 characters that the policies of Authenticate's role may have";
  }
  return parameterCharacters(entries) > MOST_PARAMETER_CHARACTERS
    ? 'their names and secrets fill the 8,192 characters that a parameter of AWS Systems Manager may have'
    : undefined;
}

/** A connection has an alarm for each limit of a threshold. */
function alarmsEach({ thresholds = {} }: SharedSettings): number {
  return Object.values(thresholds)
    .flatMap(({ below, above }) => [below, above])
    .filter((limit) => limit !== undefined).length;
}

function mailResources(entries: readonly Connection[], { notifyChanges }: SharedSettings): number {
  return changeRecipients(entries, notifyChanges)
    .map(({ connections }) => RESOURCES_OF_ADDRESS + Math.ceil(connections.length / CONNECTIONS_IN_RULE))
    .reduce((sum, resources) => sum + resources, 0);
}

function policyCharacters(entries: readonly Connection[]): number {
  const shared = sharedCredentials(entries);
  const own = entries.filter(({ app }) => !app);
  const keys = new Set([...own, ...shared].flatMap(({ secretKeyArn }) => secretKeyArn ?? []));
  const secrets = [...own.map(secretOf), ...shared.map(({ secret }) => secret)];
  const lengths = [...secrets.map(secretLength), ...[...keys].map(({ length }) => length)];
  return lengths.reduce((sum, length) => sum + length + QUOTES_AND_COMMA, 0);
}

/** Returns the number of characters of the secret's ARN after the deployment. */
function secretLength(secret: string): number {
  return secret.startsWith('arn:') ? secret.length : AROUND_NAME + secret.length + SUFFIX;
}

function parameterCharacters(entries: readonly Connection[]): number {
  return connectionsParameter(entries.map((entry) => ({ ...entry, secret: secretOf(entry) }))).length;
}

/** Returns the secret's ARN or name; a text of the same length if CloudFormation makes the name. */
function secretOf({ name, secret }: Connection): string {
  return secret ?? 'x'.repeat(name.replaceAll('-', '').length + AROUND_OWN_NAME);
}
