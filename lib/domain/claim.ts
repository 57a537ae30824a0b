/** What a collector's evidence means for one requirement, in sentences for an auditor. */
export interface Claim {
  /** What the evidence shows. */
  claim: string;
  /** What it does not show. */
  limits: string;
  /** A test that an auditor can repeat. */
  test: string;
}

/** Framework id to requirement id to the claim of one collector. */
export type Claims = Readonly<
  Record<string, Readonly<Record<string, { [part in keyof Claim]?: string | undefined }>>>
>;
