/** Returns a place in a log, or its size, with twelve digits, so that its text sorts as the number does. */
export function twelveDigits(place: number): string {
  return String(place).padStart(12, '0');
}
