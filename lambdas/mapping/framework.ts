/** A published catalogue of requirements, in one version. Titles are as its publisher prints them. */
export interface Framework {
  id: string;
  title: string;
  /** Requirement id to title: the lines that there is evidence for. */
  requirements: Readonly<Record<string, string>>;
}
