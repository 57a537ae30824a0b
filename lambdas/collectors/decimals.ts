/** Points to two decimals, as Microsoft gives them. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Points or percent to one decimal, as they are shown. */
export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
