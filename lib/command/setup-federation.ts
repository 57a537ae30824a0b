import { confirm } from '@inquirer/prompts';
import type { FederatingAccount } from '../deployment/on-aws/outbound-federation.ts';
import { UserError } from '../domain/user-error.ts';
import { signInRoleArn } from '../infrastructure/sign-in-role.ts';
import { STACK_NAME } from '../infrastructure/stack-terms.ts';
import type { CredentialSetup } from '../setup/setup.ts';
import type { CommandContext } from './command-definition.ts';
import type { SetupOptions } from './setup-options.ts';

/** Asks a person. Rejects if the signal is aborted. */
type Ask = (question: string, signal: AbortSignal) => Promise<boolean>;

interface Asking extends Pick<CommandContext, 'output' | 'signal'> {
  /** Without it the question is asked on the terminal, if there is one. */
  ask?: Ask;
}

const GAP = { account: '<account>', region: '<region>', issuer: '<issuer>' };

/**
 * Returns the federated credential for the stack's sign-in role. Enables the signing of tokens for the account only if a person or
 * `--yes` agrees. What AWS does not answer becomes a gap in the script. Rejects if AWS refuses to enable it.
 */
export async function federatedSetup(
  options: Pick<SetupOptions, 'stack' | 'region' | 'profile' | 'yes'>,
  asking: Asking,
): Promise<CredentialSetup> {
  const { stack: stackName = STACK_NAME, region, profile } = options;
  const place = { ...(region && { region }), ...(profile && { profile }) };
  const aws = await import('../deployment/on-aws/outbound-federation.ts');
  const { hint } = asking.output;
  const configured = await orGap(aws.configuredRegion(place), GAP.region, hint);
  const none = { account: GAP.account, partition: 'aws' };
  const account = configured === GAP.region ? none : await orGap(aws.callingAccount(place), none, hint);
  const subject = signInRoleArn({ ...account, region: configured, stackName });
  if (account === none) return { kind: 'federated', issuer: GAP.issuer, subject };
  const known = await orGap(aws.outboundIssuer(place), GAP.issuer, hint);
  const isEnabled = known === undefined && (await agreed(account, options, asking));
  const issuer = isEnabled ? await aws.enableOutboundFederation(place) : known;
  return { kind: 'federated', issuer: issuer ?? GAP.issuer, subject };
}

/** Returns the answer of AWS; if AWS refuses it, prints why and returns the gap. */
async function orGap<T>(answer: Promise<T>, gap: T, hint: (text: string) => void): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { awsRefusalOf } = await import('../deployment/on-aws/aws-refusal.ts');
    const refusal = awsRefusalOf(error);
    if (!(refusal instanceof UserError)) throw error;
    hint(`${refusal.message} The script has gaps in angle brackets, and says how to fill them.\n`);
    return gap;
  }
}

/** Returns whether a person or `--yes` agrees to let the account sign tokens. Says what to do if not. */
async function agreed(
  { account }: FederatingAccount,
  { yes }: Pick<SetupOptions, 'yes'>,
  { ask = questionHere(), output, signal }: Asking,
): Promise<boolean> {
  if (yes) return true;
  const why = `The AWS account ${account} does not sign tokens yet, which a federated credential needs.`;
  const question = `${why} Enable this for the complete account? A role gets tokens only if a policy allows sts:GetWebIdentityToken`;
  if (await ask?.(question, signal)) return true;
  output.hint(
    `${why} Nothing was changed, so the script has a gap: the issuer. To enable it, run "aws iam enable-outbound-web-identity-federation", or this command with --yes.\n`,
  );
  return false;
}

/** Returns a question on this process's terminal; undefined without one. */
function questionHere(): Ask | undefined {
  if (!process.stdin.isTTY) return undefined;
  return (message, signal) => confirm({ message, default: false }, { output: process.stderr, signal });
}
