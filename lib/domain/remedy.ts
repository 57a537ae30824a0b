/** The command that a person used, its deployment and its connection. A remedy has to fit all three. */
export interface Place {
  command: 'sync' | 'check' | 'connect';
  /** True on a laptop: commands then need `--local`. */
  local: boolean;
  /** A sandbox tenant's name: commands then need `--sandbox` instead. */
  sandbox?: string | undefined;
  /** Absent if it is not known. */
  connection?: string | undefined;
  /** The app that the connection shares: "connect" stores neither its credential nor its tenant. Absent if it shares no app. */
  app?: SharedApp | undefined;
}

/** An app registration that connections share. */
export interface SharedApp {
  name: string;
  /** The secret of Secrets Manager that holds its credential; absent if it is federated. */
  secret?: string | undefined;
}

/** What a person can do about an error: a function if the text depends on the place, for example because it names a command. */
export type Remedy = string | ((place: Place) => string);

/** A sync on AWS, which is the place of all deployed functions. */
export const DEPLOYED_SYNC: Place = { command: 'sync', local: false };

/** A sync on this machine. */
export const LOCAL_SYNC: Place = { command: 'sync', local: true };

/** Returns the remedy's text for the place. */
export function remedyAt(remedy: Remedy, place: Place): string {
  return typeof remedy === 'string' ? remedy : remedy(place);
}

/** Returns a command line that fits the place, such as `npx m365-evidence connect plant --local`. */
export function commandAt(
  command: Place['command'] | 'runs' | 'report --for engineer',
  { connection, local, sandbox }: Place,
): string {
  const where = sandbox === undefined ? local && '--local' : `--sandbox ${sandbox}`;
  return ['npx m365-evidence', command, connection, where].filter(Boolean).join(' ');
}

/** Returns the advice to wait. Only a sync on AWS runs again by its schedule; other commands must be typed again. */
export function waitAndTryAgain(place: Place): string {
  const { command, local } = place;
  if (command === 'sync' && !local) return 'Wait for the next sync, or run one later';
  return `Run "${commandAt(command, place)}" again in a few minutes`;
}

/** Returns the advice to run the same command again. */
export function tryAgain(place: Place): string {
  return `Run "${commandAt(place.command, place)}" again`;
}
