import type { ReportedAnnotation } from '../annotations.ts';

/** How soon a person should look at an item. */
export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A fact that a rule found, as plain text. */
export interface Found {
  severity: Severity;
  /** One sentence that names the fact and, if it has one, its date. */
  text: string;
  /** What a person can do about it. */
  action: string;
  /** Single objects that the sentence counts, such as policies: a phrase each. */
  details?: readonly string[];
  /** Ids of the policies that it is about, by which annotations find it. */
  policies?: readonly string[];
  /** Days that it is about (`YYYY-MM-DD`, both included), by which annotations find it. */
  days?: readonly { from: string; to: string }[];
}

/** A fact that needs attention. */
export interface AttentionItem extends Found {
  /** Id of the rule that found it. */
  rule: string;
  /** The evidence item or sync that it rests on; null if it rests on no single one. */
  source: AttentionSource | null;
  /** The place in Microsoft's portals where a person can look or act; null if the portals have no page for it. */
  portal: Portal | null;
  /** What people wrote about it. An annotated item stays in the list. */
  annotations: readonly ReportedAnnotation[];
}

/** An item before its annotations are looked up. */
export type JudgedItem = Omit<AttentionItem, 'annotations'>;

export interface AttentionSource {
  /** Null if the source is the sync, not one evidence item. */
  collector: string | null;
  run: string;
  /** When it was read, or when the sync started: ISO 8601 in UTC. */
  at: string;
}

export interface Portal {
  title: string;
  url: string;
}

/** Questions that could not be answered. They are open, and not answered with "nothing found". */
export interface NotJudged {
  /** What rules ask, as clauses. */
  asks: string[];
  /** Why they could not be answered, as a clause. */
  why: string;
}

/** What needs attention in one connection. */
export interface Attention {
  /** The highest severity first. */
  items: AttentionItem[];
  notJudged: NotJudged[];
}

/** The answer of a rule: what it found, and what it could not judge. */
export interface Judgement {
  items?: readonly JudgedItem[];
  notJudged?: readonly { asks: string; why: string }[];
}
