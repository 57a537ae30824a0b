import { bashQuoted, powershellQuoted } from '../setup/quoted.ts';
import type { ShellName } from '../setup/script.ts';
import type { Setup } from '../setup/setup.ts';
import type { SetupOptions } from './setup-options.ts';

/** Returns the command lines of the script's text: this command, and the one that comes after the script. */
export function setupCommands(
  connection: string,
  options: SetupOptions,
  shell: ShellName,
): Setup['commands'] {
  const { local, stack, region, profile } = options;
  const typed = (given: Record<string, string | undefined>) =>
    Object.entries(given).flatMap(([option, value]) =>
      value === undefined ? [] : [`--${option} ${word(value, shell)}`],
    );
  const place = [...(local ? ['--local'] : []), ...typed({ stack, region, profile })];
  const awsOptions = typed({ region, profile })
    .map((option) => ` ${option}`)
    .join('');
  const kinds = [
    ...(options.credential ? [`--credential ${options.credential}`] : []),
    ...(options.multiTenant ? ['--multi-tenant'] : []),
  ];
  const line = (...words: string[]) => ['npx m365-evidence', ...words].join(' ');
  return {
    setup: line('setup', connection, ...kinds, ...place),
    connect: line('connect', connection, ...place),
    ...(awsOptions && { awsOptions }),
  };
}

/** Returns a value of an option for a command line that a person copies into the shell. */
function word(value: string, shell: ShellName): string {
  if (/^[\w.:/@-]+$/.test(value)) return value;
  return shell === 'bash' ? bashQuoted(value) : powershellQuoted(value);
}
