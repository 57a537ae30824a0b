/** An answer of the sandbox. A body of text or a Buffer is sent unchanged, anything else as JSON. */
export interface SandboxAnswer {
  status: number;
  headers?: Record<string, string | string[]>;
  body: unknown;
  /** Whether to close the connection after half of the body. */
  cutOff?: boolean;
}

/** A request to the sandbox. */
export interface SandboxRequest {
  method: string;
  /** With Microsoft's host name, which the caller believes to reach. */
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}

/** Returns a refusal in Graph's error format. https://learn.microsoft.com/graph/errors */
export function graphRefusal(status: number, code: string, message: string): SandboxAnswer {
  return { status, body: { error: { code, message, innerError: { date: '2026-01-01T00:00:00' } } } };
}
