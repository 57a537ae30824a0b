/** One version of a catalogue of requirements, with their titles. */
export interface Framework {
  id: string;
  title: string;
  /** Requirement id to title. A published framework lists only requirements that a collector gives evidence for. */
  requirements: Readonly<Record<string, string>>;
  /** Collector id to requirement ids. Only in a deployer's own framework, because each collector knows the published ones. */
  mapping?: Readonly<Record<string, readonly string[]>>;
}
