import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandEnv } from '../command-environment.ts';

/** The default folder, in the project, whatever the working folder is. */
const REGISTERS = join(import.meta.dirname, '../../../.m365-evidence');

/**
 * Returns the folder of registers and stored credentials: M365_EVIDENCE_DIR, relative to the working folder, else the
 * project's folder. Expands `~/`, because shells do not in a quoted value, nor does cron in a crontab.
 */
export function registersFolder({ M365_EVIDENCE_DIR = '' }: CommandEnv): string {
  const named = M365_EVIDENCE_DIR.trim();
  if (named === '') return REGISTERS;
  return resolve(/^~(?=\/|$)/.test(named) ? join(homedir(), named.slice(1)) : named);
}
