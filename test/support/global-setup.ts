import { synthesized } from './synthesized-workflow.ts';

/** Synthesizes the workflow before the workers start, because each of them would do it at the same time. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export.
export default function setUp(): void {
  synthesized();
}
