import { SANDBOX_TENANTS } from '../sandbox/tenant-names.ts';

const tenants = Object.entries(SANDBOX_TENANTS).map(([name, what]) => `  ${name.padEnd(17)} ${what}`);

const WHICH_TENANT = `
Which tenant, on this machine:
  The sandbox tenant that --sandbox names: a small server that answers like Microsoft
  Entra and Microsoft Graph. Else the Microsoft 365 tenant of AZURE_TENANT_ID,
  AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH, a PEM file with
  a certificate and its private key). Else the tenant that "connect --local" connected.
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

/** Printed below the options of commands that read the register as it is now. */
export const REGISTER_PLACE_HELP = `${WHICH_REGISTER}
  Commands that read take your own tenants' register, without credentials, if a tenant of
  yours was ever synced or connected here; else, or with --sandbox, the sandbox's.`;

/** Printed below the options of commands that read the register. */
export const REGISTER_HELP = `${REGISTER_PLACE_HELP}

Times:
  A day (2026-11-30: all of it) or a time (2026-11-30T06:00, optionally with Z or an
  offset). Times are UTC unless they have an offset. --last 7d is today and the six days before
  it; weeks have seven days. --last and --period exclude each other, and --from and --to.`;

const exitHelp = (success: string, failure: string) => `
Exit status:
  0  ${success}
  1  ${failure}
  2  wrong usage, or cdk.json cannot be used
  130  interrupted (Ctrl-C)`;

export const EXIT_HELP = exitHelp('success', 'something failed; the message says what');

/** Printed below the options of commands that read the register. */
export const READ_EXIT_HELP = exitHelp(
  'something was found, and no item is damaged',
  'nothing was found (unless --allow-empty), an item is damaged, or something failed',
);

export const STATUS_EXIT_HELP = exitHelp(
  'the register was read, whatever the state of the connections, and no item is damaged',
  'there is no connection, an item is damaged, or something failed',
);

export const ANNOTATE_EXIT_HELP = exitHelp(
  'the annotation is in the register and sealed, now or already before',
  'it was not written, or was written but not sealed; the message says which',
);

export const VERIFY_EXIT_HELP = exitHelp('intact', 'at least one finding, or something failed');

export const SYNC_EXIT_HELP = exitHelp(
  'every collector collected or was skipped (or would be)',
  'a collector failed (or would), the sign-in was rejected, or AWS refused something',
);

/** Returns the examples of a command, each with what it does. */
export function examplesHelp(examples: Readonly<Record<string, string>>): string {
  const lines = Object.entries(examples).map(
    ([typed, what]) => `  npx m365-evidence ${typed}\n      ${what}`,
  );
  return `\nExamples:\n${lines.join('\n')}`;
}

/** Returns the help on the output of a command. `quiet` is what --quiet leaves on standard output. */
export function outputHelp(quiet: string, { hasTable = true } = {}): string {
  const table = `
  Tables have boxes on a terminal. Into a pipe or a file, a table is one header row and one
  tab-separated row for each item, in full, without tabs and line ends in the cells.`;
  return `
Output:${hasTable ? table : ''}
  --quiet leaves on standard output ${quiet},
  and on standard error only what went wrong.`;
}
