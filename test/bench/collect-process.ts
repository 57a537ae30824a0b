/** The program of a fresh process: collects the alerts of the sandbox on the given port. */
import { alertsStep } from './alerts-step.ts';
import { printUsage } from './process-usage.ts';

const step = await alertsStep(Number(process.argv[2]));
printUsage(await step());
