/**
 * Returns a context's value, parsed if it is text: `--context` passes JSON as text. Text that is not JSON is returned as it
 * is, because the error for the wrong value says what to write.
 */
export function parsedText(context: unknown): unknown {
  if (typeof context !== 'string') return context;
  try {
    return JSON.parse(context);
  } catch {
    return context;
  }
}
