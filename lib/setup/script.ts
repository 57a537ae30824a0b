import { bashScript } from './bash/bash-script.ts';
import { powershellScript } from './powershell/powershell-script.ts';
import type { Setup } from './setup.ts';

export type ShellName = 'bash' | 'powershell';

/** Each shell to the function that returns its script. */
export const SCRIPTS: Record<ShellName, (setup: Setup) => string> = {
  bash: bashScript,
  powershell: powershellScript,
};
