/** The program of a fresh process: reads the alerts of the sandbox on that port as the floor does. */
import { floorLoop } from './plain-loop.ts';
import { printUsage } from './process-usage.ts';

printUsage(await floorLoop(Number(process.argv[2])));
