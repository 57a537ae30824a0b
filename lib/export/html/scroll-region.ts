import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Wraps content that may be wider than a phone in a region that scrolls, also from the keyboard. */
export function scrollRegion(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
