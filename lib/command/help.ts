import { STACK_NAME } from '../infrastructure/stack-terms.ts';
import { SANDBOX_TENANTS } from '../sandbox/tenant-names.ts';

/** Texts of `--help` that several commands share. */
export const HELP = {
  program: `Compliance evidence from Microsoft 365, collected on AWS.

Works with the deployed stack, which it finds by its outputs, and with your AWS credentials. With --local it works on this machine: the same workflow, collectors and register run without AWS.`,
  local: 'work on this machine instead of AWS',
  sandbox:
    'use a sandbox tenant, which is fictional and on this machine: healthy, no-p2, … (implies --local; sync --help lists them)',
  orSandbox: 'use the healthy sandbox tenant if no tenant of yours was ever used here (as npm start does)',
  stack: `the stack on AWS (default: ${STACK_NAME})`,
  table: 'read this table instead of a stack: the register of a stack that was deleted',
  region: 'its AWS region (default: that of your AWS configuration)',
  profile: 'the AWS profile to use',
  trace: 'if the command fails, also print the stack trace',
  json: 'print JSON on standard output, and nothing else',
  collectors: 'secure-score, security-alerts, risky-users, conditional-access',
} as const;

const tenants = Object.entries(SANDBOX_TENANTS).map(([name, what]) => `  ${name.padEnd(17)} ${what}`);

const WHICH_TENANT = `
Which tenant, on this machine:
  The sandbox tenant that --sandbox names: a small server that answers like Microsoft
  Entra and Microsoft Graph. Else the Microsoft 365 tenant of AZURE_TENANT_ID,
  AZURE_CLIENT_ID and AZURE_CLIENT_SECRET. Else the tenant that "connect --local" connected.
  Without credentials a command ends with exit status 2: a sandbox is used only if you
  ask for it. "npm start" asks for it until a tenant of yours was synced or connected.`;

const WHICH_REGISTER = `
Register, on this machine:
  In .m365-evidence/ in the project's folder, or in the folder that M365_EVIDENCE_DIR names.
  Sandbox tenants share one register; your own tenants have another. Each sync adds to it.`;

/** Printed below the options of commands that work with a tenant. */
export const TENANTS_HELP = `${WHICH_TENANT}

Sandbox tenants:
${tenants.join('\n')}
${WHICH_REGISTER}`;

/** Printed below the options of commands that read the register. */
export const REGISTER_HELP = `${WHICH_REGISTER}
  Commands that read take your own tenants' register, without credentials, if a tenant of
  yours was ever synced or connected here; else, or with --sandbox, that of the sandbox tenants.

Times:
  A day (2026-11-30: all of it) or a time (2026-11-30T06:00, optionally with Z or an
  offset). Times are UTC unless they have an offset.`;

export const CREDENTIALS_HELP = `
Where the credentials come from:
  On a terminal, connect asks for them and does not show the secret. For automation: from
  AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or as JSON on standard input:
  {"tenantId": "…", "clientId": "…", "clientSecret": "…", "clientSecretExpires": "2027-05-31"}
  Never as an argument: other users can see arguments, and shells keep them in histories.`;

const exitHelp = (well: string, failed: string) => `
Exit status:
  0  ${well}
  1  ${failed}
  2  wrong usage, or cdk.json cannot be used
  130  interrupted (Ctrl-C)`;

export const EXIT_HELP = exitHelp('success', 'something failed; the message says what');

/** Printed below the options of commands that read the register. */
export const READ_EXIT_HELP = exitHelp(
  'something was found, and no item is damaged',
  'nothing was found (unless --allow-empty), an item is damaged, or something failed',
);

export const SYNC_EXIT_HELP = exitHelp(
  'every collector collected or was skipped (or would be)',
  'a collector failed (or would), the sign-in was rejected, or AWS refused something',
);

export const EXAMPLES_HELP = `
Try it without AWS and without a tenant:
  npx m365-evidence sync --sandbox --days 90
  npx m365-evidence report --sandbox

On AWS, once the stack is deployed:
  npx m365-evidence connect
  npx m365-evidence sync
  npx m365-evidence evidence --requirement A.8.8 --history --csv > evidence.csv`;
