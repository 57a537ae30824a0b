import { SANDBOX_TENANTS } from '../local/sandbox/tenant-names.ts';

/** What `--help` says, apart from what each command says of itself. */
export const HELP = {
  program: `Compliance evidence from Microsoft 365, collected on AWS.

Works on the deployed stack, which it finds by its outputs, with your AWS credentials; with --local on this machine, where the same workflow, collectors and register run without AWS.`,
  local: 'work on this machine in place of AWS',
  sandbox:
    'with a sandbox tenant, which is fictional and on this machine: no-p2, no-consent, … (implies --local; see sync --help)',
  stack: 'the stack on AWS (default: M365Evidence)',
  region: 'its AWS region (default: that of your AWS configuration)',
  profile: 'the AWS profile to use',
  trace: 'where something goes wrong, also show where in the program',
  json: 'print JSON on standard output, and nothing else there',
} as const;

const tenants = Object.entries(SANDBOX_TENANTS).map(([name, what]) => `  ${name.padEnd(17)} ${what}`);

/** Stands below the help of the program and of what works with a tenant. */
export const TENANTS_HELP = `
Which tenant, on this machine:
  The sandbox tenant that --sandbox names: a small server that answers as Microsoft Entra and Microsoft
  Graph do. Else the Microsoft 365 tenant of AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.
  Else the one that "connect --local" connected. Else the healthy sandbox tenant.

Sandbox tenants:
${tenants.join('\n')}

Register on this machine:
  .m365-evidence/ in this folder, or where M365_EVIDENCE_DIR says. Each sync adds to it; sandbox tenants
  and your own are kept apart.`;

export const EXIT_HELP = `
Exit status:
  0  all is well: every collector collected or was skipped
  1  something failed: a collector, the sign-in, AWS
  2  wrong usage, cdk.json included
  130  broken off (Ctrl-C)`;

export const EXAMPLES_HELP = `
Try it without AWS and without a tenant:
  npx m365-evidence sync --local --days 90
  npx m365-evidence report --local

On AWS, once the stack is deployed:
  npx m365-evidence connect
  npx m365-evidence sync
  npx m365-evidence evidence --requirement A.8.8 --history --csv > evidence.csv`;

export const CREDENTIALS_HELP = `
Where the credentials come from:
  On a terminal they are asked for; the secret is not shown. For automation: from AZURE_TENANT_ID,
  AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or as JSON on standard input:
  {"tenantId": "…", "clientId": "…", "clientSecret": "…", "clientSecretExpires": "2027-05-31"}
  Never as an argument: arguments are seen by others and kept in histories.`;
