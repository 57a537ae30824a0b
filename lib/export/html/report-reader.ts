/** The reader of a report, for whom it has a section. */
export const REPORT_READERS = ['auditor', 'engineer'] as const;
export type ReportReader = (typeof REPORT_READERS)[number];
