import { COLLECTORS } from '../collectors/registry.ts';
import { listedConnections } from '../connections/listed-connections.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import type { Connection } from '../domain/connection.ts';
import type { CredentialKind } from '../domain/credential-kind.ts';
import { DAY } from '../domain/time.ts';
import { EXIT, WrongUsage } from '../domain/user-error.ts';
import { SCRIPTS, type ShellName } from '../setup/script.ts';
import type { CredentialSetup, Setup } from '../setup/setup.ts';
import type { CommandContext } from './command-definition.ts';
import { customersOf, setupApp } from './setup-app.ts';
import { setupCommands } from './setup-commands.ts';
import { federatedSetup } from './setup-federation.ts';
import type { SetupOptions } from './setup-options.ts';

/** Prints the script that sets up a connection's app registration. Runs nothing of it. Returns the exit status. */
export async function setup(
  name: string | undefined,
  options: SetupOptions,
  { output, clock, signal }: CommandContext,
): Promise<number> {
  if (options.sandbox !== undefined)
    throw new WrongUsage('A sandbox tenant needs no setup', {
      remedy: 'Leave out --sandbox; to rehearse, run: npx m365-evidence connect --sandbox.',
    });
  const shell = shellOf(options);
  const connections = listedConnections();
  const connection = chooseConnection(connections, name);
  const kind = credentialKind(connection, options);
  const customers = customersOf(connection, connections, options);
  const written: Setup = {
    ...{ connection: connection.name, cloud: connection.cloud },
    permissions: neededIn(connection.cloud),
    credential:
      kind === 'federated'
        ? await federatedSetup(options, { output, signal })
        : plainCredential(kind, clock.now()),
    ...setupApp(connection, { local: options.local ?? false, isShared: customers !== undefined }),
    ...(customers && { customers }),
    commands: setupCommands(connection.name, options, shell),
  };
  output.result(SCRIPTS[shell](written));
  const run = shell === 'bash' ? 'bash setup.sh' : './setup.ps1';
  output.hint(`Nothing was run. Save this script, read it, and then run it in a terminal: ${run}\n`);
  return EXIT.success;
}

function shellOf({ bash, powershell }: SetupOptions): ShellName {
  if (powershell) return 'powershell';
  return bash || process.platform !== 'win32' ? 'bash' : 'powershell';
}

/** Returns the permissions of the sources that the national cloud offers. */
function neededIn(cloud: Connection['cloud']): string[] {
  const offered = COLLECTORS.filter(({ absentFrom }) => !(absentFrom as readonly string[]).includes(cloud));
  return [...new Set(offered.map(({ needs }) => needs.permission))];
}

/**
 * Returns the kind of credential to add: the kind in the options, else a client secret on a laptop, else the kind in `cdk.json`,
 * which is federated by default. Throws WrongUsage if a laptop cannot use it.
 */
function credentialKind(
  { app, secret }: Connection,
  { local, credential }: Pick<SetupOptions, 'local' | 'credential'>,
): CredentialKind {
  if (local && credential === 'federated')
    throw new WrongUsage(
      'A laptop cannot sign in with a federated credential: AWS vouches for functions only',
      {
        remedy: 'Use --credential certificate or --credential secret, or leave out --local.',
      },
    );
  if (credential) return credential;
  if (local || secret !== undefined) return 'secret';
  return app === undefined || app.credential === 'federated' ? 'federated' : 'secret';
}

const YEAR = 365 * DAY;

function plainCredential(kind: 'certificate' | 'secret', now: number): CredentialSetup {
  return kind === 'certificate'
    ? { kind }
    : { kind, expires: new Date(now + YEAR).toISOString().slice(0, 10) };
}
