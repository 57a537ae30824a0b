const DAY = 86_400_000;

/** Whether a client secret's last day has passed. */
export function isOver(day: string, now: number): boolean {
  return Date.parse(day) + DAY <= now;
}

/** By when a client secret should be renewed, as a line; empty where nobody told its last day. */
export function renewalInWords(expires: string | null, now: number): string {
  if (expires === null) return '';
  const again = 'make a new one and run "connect" again';
  if (isOver(expires, now)) return `The client secret has expired (${expires}): ${again}.\n`;
  const days = Math.max(0, Math.ceil((Date.parse(expires) - now) / DAY));
  const left = days === 1 ? '1 day' : `${days} days`;
  return `Renew the client secret before ${expires} (${left} left): ${again}.\n`;
}
