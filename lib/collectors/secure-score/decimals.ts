/** Rounds points to two decimals, which is Microsoft's precision. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Rounds points or per cent to one decimal for display. */
export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
