import { main } from '../lib/command/program.ts';

const brokenOff = new AbortController();
process.once('SIGINT', () => brokenOff.abort());
process.once('SIGTERM', () => brokenOff.abort());
process.exitCode = await main(process.argv.slice(2), brokenOff.signal);
