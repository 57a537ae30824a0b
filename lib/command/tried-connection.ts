import { type ConnectionCheck, checkConnection } from '../deployment/connection-check.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { grantedSources } from '../deployment/granted-sources.ts';
import { type PropagationWait, signInOncePropagated } from '../deployment/propagation.ts';
import type { Clock } from '../domain/clock.ts';
import type { Connection } from '../domain/connection.ts';
import { failureOf } from '../domain/failure.ts';
import { sentence } from '../domain/plain-text.ts';
import type { Place } from '../domain/remedy.ts';
import type { Credential, SigningApp } from '../sign-in/credential/credential.ts';
import { noWebIdentity } from '../sign-in/credential/federated.ts';
import { signingApp } from '../sign-in/signing-app.ts';
import type { CommandOutput } from './output/command-output.ts';
import { wrapped } from './output/terminal.ts';
import { sharedApp } from './storing.ts';

/** A check, and the credential with which the connection signed in. */
export interface Tried {
  checked: ConnectionCheck;
  credential: Pick<Credential, 'kind' | 'expires'>;
}

export interface TryPorts {
  deployment: Deployment;
  place: Place;
  output: CommandOutput;
  clock: Clock;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Called before the first request, once the credential has been read. */
  onStart?: () => void;
}

/**
 * Signs a connection in with its stored credential, and tries each source; if it has a federated credential, its function on AWS
 * signs in, and no source is tried. Throws the errors of the sign-in.
 */
export async function tryConnection(connection: Connection, ports: TryPorts): Promise<Tried> {
  const { deployment, place, signal, onStart } = ports;
  const { name, cloud } = connection;
  const app = sharedApp(connection, deployment);
  const { signIn } = deployment;
  if (app?.credential === 'federated' && signIn) {
    onStart?.();
    const signed = await signInOncePropagated(() => signIn(name, signal), {
      ...ports,
      onWait: waitHint(ports),
    });
    const { tenantId, permissions, credential: kind = 'federated', clientSecretExpires: expires } = signed;
    const sources = grantedSources({ cloud, permissions, place });
    return { checked: { tenantId, permissions, sources }, credential: { kind, expires } };
  }
  const secrets = () => deployment.secrets.read(connection);
  const signing = await signingApp({ ...connection, app }, { secrets, webIdentity: noWebIdentity });
  onStart?.();
  return { checked: await tryTenant(signing, connection, ports), credential: signing.credential };
}

/** Signs in with the credentials and tries each source. Prints each repeated sign-in as a hint. */
export function tryTenant(
  app: SigningApp,
  { cloud }: Pick<Connection, 'cloud'>,
  { deployment: { openTransport }, place, output }: Pick<TryPorts, 'deployment' | 'place' | 'output'>,
): Promise<ConnectionCheck> {
  const onSignInRetry = ({ message }: Error, waitMs: number) =>
    output.hint(`Trying again in ${(waitMs / 1_000).toFixed(1)} s: ${message}\n`);
  return checkConnection(app, { cloud, place, openTransport, onSignInRetry });
}

/** Returns a function that prints each wait. Prints the values that were sent before the first wait, because they may be wrong. */
function waitHint({ output, place }: Pick<TryPorts, 'output' | 'place'>) {
  let isFirst = true;
  return ({ refusal, waited, pause, until }: PropagationWait) => {
    const { code = '', message, remedy } = failureOf(refusal, place);
    if (isFirst) output.hint(`${wrapped(`${sentence(message)} ${remedy}`)}\n`);
    isFirst = false;
    const end = new Date(until).toISOString().slice(11, 19);
    output.hint(
      `${code}: trying again in ${pause / 1_000} s, until ${end} UTC (${Math.round(waited / 1_000)} s so far; Ctrl-C ends it).\n`,
    );
  };
}
