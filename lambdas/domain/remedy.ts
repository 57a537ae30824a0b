/** Which command a person used, on which deployment and for which connection: a remedy has to fit all three. */
export interface Place {
  command: 'sync' | 'check' | 'connect';
  /** On this machine, so that commands need `--local`. */
  local: boolean;
  /** A sandbox tenant's name, so that commands need `--sandbox` instead. */
  sandbox?: string | undefined;
  /** Absent if it is not known. */
  connection?: string | undefined;
}

/** What a person can do about an error. A function if it names a command, or depends on what comes next. */
export type Remedy = string | ((place: Place) => string);

/** A sync on AWS: the place of every function that is deployed. */
export const DEPLOYED_SYNC: Place = { command: 'sync', local: false };

/** A sync on this machine. */
export const LOCAL_SYNC: Place = { command: 'sync', local: true };

/** The remedy as a person reads it there. */
export function remedyAt(remedy: Remedy, place: Place): string {
  return typeof remedy === 'string' ? remedy : remedy(place);
}

/** A command to type there, such as `npx m365-evidence connect plant --local`. */
export function commandAt(command: Place['command'] | 'runs', { connection, local, sandbox }: Place): string {
  const where = sandbox === undefined ? local && '--local' : `--sandbox ${sandbox}`;
  return ['npx m365-evidence', command, connection, where].filter(Boolean).join(' ');
}

/** What helps if only time does. A sync on AWS comes again by its schedule; nothing else does. */
export function waitAndTryAgain(place: Place): string {
  const { command, local } = place;
  if (command === 'sync' && !local) return 'Wait for the next sync, or run one later';
  return `Run "${commandAt(command, place)}" again in a few minutes`;
}

/** The advice to try the same once more. */
export function tryAgain(place: Place): string {
  return `Run "${commandAt(place.command, place)}" again`;
}
