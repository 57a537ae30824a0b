/**
 * The program of a fresh process: collects the alerts of the sandbox on the given port, keeps their answers in
 * the given folder, and prints its peak memory in kB.
 */
import { folderVault } from '../../lib/vault/folder-vault.ts';
import { alertsStep } from './alerts-step.ts';

const step = await alertsStep(Number(process.argv[2]), folderVault(process.argv[3] ?? ''));
await step();
process.stdout.write(String(process.resourceUsage().maxRSS));
