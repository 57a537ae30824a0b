/**
 * The program of a fresh process: collects the alerts of the sandbox on the given port, and prints its peak memory in
 * kB.
 */
import { alertsStep } from './alerts-step.ts';

const step = await alertsStep(Number(process.argv[2]));
await step();
process.stdout.write(String(process.resourceUsage().maxRSS));
