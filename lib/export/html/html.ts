import { html } from 'hono/html';

/** Markup in which every interpolated string is escaped. */
export type Html = ReturnType<typeof html>;

/** Wraps content that may be wider than a phone in a region that scrolls, also from the keyboard. */
export function scrollRegion(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}

/** Rows of the longest table that is open at first. */
const OPEN_ROWS = 31;

/**
 * Folds content below a heading that opens it. It is open at first only if it has few rows; without a number of rows it is
 * closed. On paper it is open.
 */
export function folded(summary: Html | string, content: Html, rows = Number.POSITIVE_INFINITY): Html {
  return html`<details${rows <= OPEN_ROWS && ' open'}><summary>${summary}</summary>${content}</details>`;
}
