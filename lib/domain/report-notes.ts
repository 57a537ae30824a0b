import type { Claims } from './claim.ts';

/** What `cdk.json` says for reports only. No function needs it, so it is read on the machine that writes the report. */
export interface ReportNotes {
  /** Collector id to the claims of a deployer's own frameworks. */
  claims: Readonly<Record<string, Claims>>;
  /** Framework id to requirement id to the system, outside this register, that has evidence for the requirement. */
  elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const NO_NOTES: ReportNotes = { claims: {}, elsewhere: {} };
