import { html } from 'hono/html';
import { microsoftLink } from '../../domain/microsoft-link.ts';
import type { Html } from './html.ts';

/** Shows a link to a page of Microsoft; only its text if the address is not https or on another host. */
export function outLink(url: string | null, text: string): Html {
  const link = microsoftLink(url);
  return link === null ? html`${text}` : html`<a href="${link}" rel="noreferrer">${text}</a>`;
}
