/** Returns the HTML id of a connection's section. */
export function connectionAnchor(name: string): string {
  return `connection-${name}`;
}

/** Returns the HTML id of one connection's evidence of one collector. */
export function evidenceAnchor({ connection, collector }: { connection: string; collector: string }): string {
  return `evidence-${connection}-${collector}`;
}
