import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandEnv } from '../deployment/command-environment.ts';

/** In the project, from whichever folder of it the command is called. */
const REGISTERS = join(import.meta.dirname, '../../.m365-evidence');

/**
 * The folder of registers and stored credentials: the one that M365_EVIDENCE_DIR names, from the working folder on, else
 * the project's. Expands `~/`, because no shell does in a quoted value or a crontab.
 */
export function registersFolder({ M365_EVIDENCE_DIR = '' }: CommandEnv): string {
  const named = M365_EVIDENCE_DIR.trim();
  if (named === '') return REGISTERS;
  return resolve(/^~(?=\/|$)/.test(named) ? join(homedir(), named.slice(1)) : named);
}
