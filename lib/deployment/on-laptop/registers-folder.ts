import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { INSTALLED, PROJECT } from '../../installation/project.ts';
import type { CommandEnv } from '../command-environment.ts';

/**
 * The default folder, whatever the working folder is: in the checkout, or for an installed package in the user's home,
 * because npm removes the package's own folder with each update.
 */
const REGISTERS = join(INSTALLED ? homedir() : PROJECT, '.m365-evidence');

/**
 * Returns the folder of registers and stored credentials: M365_EVIDENCE_DIR, relative to the working folder, else the
 * default folder. Expands `~/`, because shells do not in a quoted value, nor does cron in a crontab.
 */
export function registersFolder({ M365_EVIDENCE_DIR = '' }: CommandEnv): string {
  const named = M365_EVIDENCE_DIR.trim();
  if (named === '') return REGISTERS;
  return resolve(/^~(?=\/|$)/.test(named) ? join(homedir(), named.slice(1)) : named);
}
