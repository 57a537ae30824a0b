import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { federatedSetup } from '../../lib/command/setup-federation.ts';
import { type AwsApi, type AwsStandIn, startAws } from '../support/aws-stand-in.ts';
import { runHere } from '../support/command.ts';

const ISSUER = 'https://5f0c.tokens.sts.global.api.aws';
const SUBJECT = 'arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in';
const operations: Record<string, AwsApi> = {};
let aws: AwsStandIn;
/** The operations that AWS received. */
let asked: string[] = [];
/** Undefined while the account does not sign tokens. */
let issuer: string | undefined;

beforeAll(async () => {
  aws = await startAws({}, operations);
});
afterAll(() => aws.close());
beforeEach(() => {
  asked = [];
  issuer = undefined;
  const answers: Record<string, AwsApi> = {
    GetCallerIdentity: () => ({ Account: '123456789012', Arn: 'arn:aws:sts::123456789012:assumed-role/a/b' }),
    GetOutboundWebIdentityFederationInfo: () =>
      issuer === undefined
        ? { refusal: 'FeatureDisabled', message: 'disabled' }
        : { IssuerIdentifier: issuer, JwtVendingEnabled: true },
    EnableOutboundWebIdentityFederation: () => {
      issuer = ISSUER;
      return { IssuerIdentifier: ISSUER };
    },
  };
  for (const [name, answer] of Object.entries(answers))
    operations[name] = (input) => {
      asked.push(name);
      return answer(input);
    };
});
const onAws = (...args: string[]) => runHere(['setup', '--bash', ...args], aws.env);

describe('an account that signs tokens', () => {
  test('is not asked about, and its issuer and the subject are in the script', async () => {
    issuer = ISSUER;
    const { status, out } = await onAws();
    expect(out).toContain(`ISSUER='${ISSUER}'\nSUBJECT='${SUBJECT}'\n`);
    expect(asked).toEqual(['GetCallerIdentity', 'GetOutboundWebIdentityFederationInfo']);
    expect(status).toBe(0);
  });

  test('and another stack: the subject is its role', async () => {
    issuer = ISSUER;
    const { out } = await onAws('--stack', 'Other', '--quiet');
    expect(out).toContain('role/Other-eu-central-1-sign-in');
    expect(out).toContain('npx m365-evidence connect default --stack Other');
  });
});

describe('an account that does not sign tokens', () => {
  test('is changed with --yes only, and never changed back', async () => {
    const without = await onAws();
    expect(without.out).toContain("ISSUER='<issuer>'");
    expect(without.err).toContain('Nothing was changed');
    expect(asked).not.toContain('EnableOutboundWebIdentityFederation');
    const { status, out } = await onAws('--yes');
    expect(out).toContain(`ISSUER='${ISSUER}'`);
    expect(asked.filter((name) => !name.startsWith('Get'))).toEqual(['EnableOutboundWebIdentityFederation']);
    expect(status).toBe(0);
  });

  test.each([true, false])('is asked about on a terminal; the answer is %s', async (isAgreed) => {
    const before = { ...process.env };
    Object.assign(process.env, aws.env);
    const questions: string[] = [];
    const output = { hint: () => {} } as unknown as Parameters<typeof federatedSetup>[1]['output'];
    const ask = async (question: string) => {
      questions.push(question);
      return isAgreed;
    };
    const { signal } = new AbortController();
    const credential = await federatedSetup({}, { output, signal, ask });
    process.env = before;
    expect(credential).toMatchObject({ issuer: isAgreed ? ISSUER : '<issuer>', subject: SUBJECT });
    expect(questions).toEqual([expect.stringContaining('complete account')]);
    expect(asked.includes('EnableOutboundWebIdentityFederation')).toBe(isAgreed);
  });

  test('and refuses the change: the command fails, and names the missing permission', async () => {
    const message = 'not authorized to perform: iam:EnableOutboundWebIdentityFederation';
    operations.EnableOutboundWebIdentityFederation = () => ({ refusal: 'AccessDenied', message });
    const { status, out, err } = await onAws('--yes');
    expect(err).toContain(message);
    expect({ status, out }).toEqual({ status: 1, out: '' });
  });
});

test('without AWS credentials the script has gaps, and says how to fill them', async () => {
  const { status, out, err } = await runHere(['setup', '--bash'], { AWS_REGION: 'eu-west-1' });
  expect(out).toContain("ISSUER='<issuer>'");
  expect(out).toContain('<account>:role/M365Evidence-eu-west-1-sign-in');
  expect(out).toContain('aws iam get-outbound-web-identity-federation-info');
  expect(err).toContain('No AWS credentials were found');
  expect(status).toBe(0);
});

test('--local asks AWS nothing and makes a secret; --credential chooses another one', async () => {
  const { out } = await onAws('--local');
  expect(out).toMatch(/EXPIRES='\d{4}-\d\d-\d\d'/);
  expect(out).toContain('npx m365-evidence connect default --local --expires');
  expect((await onAws('--local', '--credential', 'certificate')).out).toContain('openssl req');
  expect(asked).toEqual([]);
});

test('--powershell prints a script for PowerShell', async () => {
  const { out } = await runHere(['setup', '--powershell', '--local']);
  expect(out).toContain('Connect-MgGraph');
});

test('--multi-tenant prints a link for a tenant that cdk.json does not name yet', async () => {
  const { out } = await onAws('--local', '--multi-tenant');
  expect(out).toContain('/<id of the customer tenant>/adminconsent?client_id=');
});

test.each([
  [['--sandbox'], /A sandbox tenant needs no setup/],
  [['--local', '--credential', 'federated'], /A laptop cannot sign in with a federated credential/],
  [['unknown'], /no connection named unknown/],
  [['--powershell'], /cannot be used with/],
])('setup %j is wrong usage', async (args, words) => {
  const { status, out, err } = await onAws(...args);
  expect(err).toMatch(words);
  expect({ status, out }).toEqual({ status: 2, out: '' });
});
