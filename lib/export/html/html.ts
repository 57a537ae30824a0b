import { html } from 'hono/html';

/** Markup in which every interpolated string is escaped. */
export type Html = ReturnType<typeof html>;

/** Wraps content that may be wider than a phone in a region that scrolls, also from the keyboard. */
export function scrollRegion(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
