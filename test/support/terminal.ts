/** Makes standard output a terminal, or a pipe. Returns a function that makes it what it was. */
export function asTerminal(terminal = true): () => void {
  const stdout = process.stdout as { isTTY: boolean | undefined };
  const before = stdout.isTTY;
  stdout.isTTY = terminal;
  return () => {
    stdout.isTTY = before;
  };
}
