import { html } from 'hono/html';
import type { Html } from './html.ts';

/** What may be wider than a phone: it scrolls in a region of its own, which a keyboard can reach. */
export function scrollRegion(label: string, content: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
