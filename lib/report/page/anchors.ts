/** Where a connection stands in the document. */
export function connectionAnchor(name: string): string {
  return `connection-${name}`;
}

/** Where one connection's evidence of one collector stands. */
export function evidenceAnchor({ connection, collector }: { connection: string; collector: string }): string {
  return `evidence-${connection}-${collector}`;
}
