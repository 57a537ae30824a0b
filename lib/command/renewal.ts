const DAY = 86_400_000;

/** By when a client secret should be renewed, as a line; empty where nobody told its last day. */
export function renewalInWords(expires: string | null, now: number): string {
  if (expires === null) return '';
  const days = Math.ceil((Date.parse(expires) - now) / DAY);
  if (days < 0)
    return `The client secret has expired (${expires}): make a new one and run "connect" again.\n`;
  const left = days === 1 ? '1 day' : `${days} days`;
  return `Renew the client secret before ${expires} (${left} left): make a new one and run "connect" again.\n`;
}
