/** The data of a Graph source: the objects of a collection, or one object, in Graph's format. */
export type SourceData = readonly object[] | object;

/** A day of the sandbox tenant. */
export interface SandboxDay {
  /** Milliseconds since 1970. */
  now: number;
  /** Days before `now`. */
  ago: number;
  tenantId: string;
}

/** One source of Graph, as the sandbox serves it. */
export interface SandboxSource {
  path: string;
  /** An app needs one of these permissions to read it. */
  roles: readonly string[];
  needsP2?: boolean;
  /** Whether it shares the limit of Identity Protection and Conditional Access: one request a second. */
  identityLane?: boolean;
  /** Graph's words in the refusal (403) of an app without the permission. Each service has its own. */
  forbidden: { code: string; message: string };
  /** The seconds in Retry-After if the service throttles; absent if the service sends no Retry-After. */
  retryAfter?: string;
  defaultTop: number;
  maxTop: number;
  /** How Graph treats a $top above `maxTop`: returns `maxTop` objects, or an error. */
  overTop: 'clamp' | 'refuse';
  /** Returns the data of the healthy tenant on a day of its history. */
  healthy(day: SandboxDay): SourceData;
  /** The data of a new tenant. */
  empty: SourceData;
  /** Name of a sandbox tenant to how the source differs in it. */
  variants?: Readonly<Record<string, SourceVariant>>;
  /** Returns the data that make the largest observation. Tests check its size. */
  largest?(): SourceData;
}

/** How a source differs from that of the healthy tenant. */
interface SourceVariant {
  data?(day: SandboxDay): SourceData;
  /** The source answers 503. */
  unavailable?: boolean;
  /** The source answers 206 with its first object, and with this header. */
  warning?: string;
}

/** A collector's part of the sandbox. */
export interface CollectorSandbox {
  sources: readonly SandboxSource[];
  /** Two objects that the collector can read, with as few fields as possible. Tests serve them. */
  samples: readonly [object, object];
}

/** The message of a refusal by the identity services. */
export const SCOPES_MISSING =
  'You cannot perform the requested operation, required scopes are missing in the token.';

/** A name that is markup, a formula and control characters at once. */
export const HOSTILE_NAME = `<img src=x onerror=alert(1)>=HYPERLINK("https://example.com")\u001b[31m\u202e${'A'.repeat(500)}`;

/** A text that takes as many bytes as possible in JSON, with a lone surrogate. */
export const COSTLY_TEXT = '\u{1F4A5}"\\\ud800\u200b'.repeat(400);
