/** The program of a fresh process: reads the alerts of the sandbox on the given port with the floor's plain loop. */
import { floorLoop } from './plain-loop.ts';
import { printUsage } from './process-usage.ts';

printUsage(await floorLoop(Number(process.argv[2])));
