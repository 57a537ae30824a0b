/** What the sandbox sends back. A body that is text or a Buffer is sent as it is, anything else as JSON. */
export interface SandboxAnswer {
  status: number;
  headers?: Record<string, string | string[]>;
  body: unknown;
  /** Ends the connection after half of the body. */
  cutOff?: boolean;
}

/** A request as the sandbox's parts see it. */
export interface SandboxRequest {
  method: string;
  /** With the host that the caller believes it speaks to. */
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}

/** Graph's error form. https://learn.microsoft.com/graph/errors */
export function graphRefusal(status: number, code: string, message: string): SandboxAnswer {
  return { status, body: { error: { code, message, innerError: { date: '2026-01-01T00:00:00' } } } };
}
