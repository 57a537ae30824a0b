/** One version of a published catalogue of requirements, with the publisher's titles. */
export interface Framework {
  id: string;
  title: string;
  /** Requirement id to title. Lists only requirements that a collector gives evidence for. */
  requirements: Readonly<Record<string, string>>;
}
