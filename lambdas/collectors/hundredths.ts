/** Points to two decimals, as Microsoft gives them. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}
