import {
  COLLECTORS,
  factChangesOf,
  figuresOf,
  knownCollector,
  NEEDED_PERMISSIONS,
  titleOf,
} from '../../collectors/registry.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ConnectionSource } from '../../domain/connection.ts';
import { failureOf } from '../../domain/failure.ts';
import type { Meter } from '../../domain/measurement.ts';
import type { ReadingProgress } from '../../domain/provenance.ts';
import type { SecretSource } from '../../domain/secret-source.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import type { SyncEndedEvent } from '../../domain/sync-ended-event.ts';
import type { WebIdentity } from '../../domain/web-identity.ts';
import type { HttpTransport } from '../../http/http-transport.ts';
import { appendSync } from '../../register/evidence-register.ts';
import type { RegisterTable } from '../../register/register-client.ts';
import { RegisterReader } from '../../register/register-reader.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import { announceSync } from '../../sync/announce-sync.ts';
import { authenticate } from '../../sync/authenticate.ts';
import { collect } from '../../sync/collect.ts';
import { type Recorded, recordEvidence } from '../../sync/record-evidence.ts';
import { sealSync } from '../../sync/seal-sync.ts';
import { COLLECTOR_MINUTES, STATE } from '../../sync/workflow-terms.ts';
import type { Vault } from '../../vault/vault.ts';
import type { SyncProgress } from '../sync-progress.ts';
import { localDataKeys } from './local-data-keys.ts';
import { localSealPorts } from './local-seal-ports.ts';
import type { LocalSealing } from './local-sealing.ts';
import type { LocalFunction } from './workflow-runner.ts';

/** The ports of a local sync's steps, which replace AWS. */
export interface StepPorts {
  /** The sandbox tenant's name, which marks all that is recorded; undefined for a real tenant. */
  sandbox: SandboxTenantName | undefined;
  connections: ConnectionSource;
  secrets: SecretSource;
  /** Replaces AWS STS for apps with a federated credential. */
  webIdentity?: WebIdentity | undefined;
  openTransport: () => HttpTransport;
  register: RegisterTable;
  /** The key and the name with which the register seals its logs. */
  sealing: LocalSealing;
  vault: Vault;
  /** The frameworks and thresholds; by default ISO 27001, SOC 2 and no thresholds. */
  settings?: Settings | undefined;
  /** The longest pause of the schedule in milliseconds; undefined if nothing is scheduled, as on a laptop. */
  longestPause?: number | undefined;
  clock: Clock;
  random?: (() => number) | undefined;
  onEvent?: ((event: SyncProgress) => void) | undefined;
  /** Receives what AWS would put on the event bus. */
  onSyncEnded?: ((event: SyncEndedEvent) => void) | undefined;
  /** Receives what AWS would turn into metrics. */
  meter?: Meter | undefined;
}

/** The steps that are Lambda functions on AWS. */
interface LocalSteps {
  authenticate: LocalFunction;
  /** Name of each collector's state to its step. */
  collect: Record<string, LocalFunction>;
  record: (payload: unknown) => Promise<Recorded>;
  seal: LocalFunction;
  announce: LocalFunction;
}

/** Milliseconds that a sign-in may take, as in its function on AWS. */
const SIGN_IN_TIME = 55_000;

/** Returns the steps of one sync with local ports, as the files of `lambdas/` compose them for AWS. */
export function localSteps(ports: StepPorts): LocalSteps {
  const { register, vault, clock, openTransport, sandbox } = ports;
  const { onEvent = () => {}, meter = () => {}, random = Math.random } = ports;
  const shared = { dataKeys: localDataKeys(), openTransport, clock, random };
  const signIn = authenticate({
    ...shared,
    connections: ports.connections,
    secrets: ports.secrets,
    webIdentity: ports.webIdentity,
    neededPermissions: NEEDED_PERMISSIONS,
    onRetry: (error) => onEvent({ kind: 'again', part: 'sign-in', why: failureOf(error) }),
  });
  const reading = COLLECTORS.map((collector) => {
    const onProgress = (progress: ReadingProgress) =>
      onEvent({ kind: 'reading', collector: collector.id, progress });
    const read = collect(collector, { ...shared, vault, meter, sandbox, onProgress });
    const step: LocalFunction = (payload) => read(payload, clock.now() + COLLECTOR_MINUTES * 60_000);
    return [STATE.collect(collector), step] as const;
  });
  // Ignores damaged items: the command reports them, and an old one must not stop the announcement.
  const reader = new RegisterReader(register, () => {});
  return {
    authenticate: (payload) => signIn(payload, clock.now() + SIGN_IN_TIME),
    collect: Object.fromEntries(reading),
    record: recordEvidence({
      append: (...what) => appendSync(register, ...what),
      clock,
      evidenceFor: (id) => knownCollector(id)?.evidenceFor,
      settings: async () => ports.settings ?? DEFAULT_SETTINGS,
      sandbox,
    }),
    seal: async (payload) => sealSync(await localSealPorts(ports))(payload),
    announce: announceSync({
      run: (connection, id) => reader.run(connection, id),
      review: (run) => reader.review(run),
      ...{ figuresOf, titleOf, factChangesOf },
      settings: async () => ports.settings ?? DEFAULT_SETTINGS,
      publish: async (event) => ports.onSyncEnded?.(event),
      meter,
    }),
  };
}
