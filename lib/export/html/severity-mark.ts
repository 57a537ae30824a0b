import { html, raw } from 'hono/html';
import type { Severity } from '../../audit/attention/item.ts';
import type { Html } from './html.ts';

const LABELS: Record<Severity, string> = { high: 'High', medium: 'Medium', low: 'Low' };

/** Shapes that differ without colour: a filled octagon, a filled triangle, an empty circle. */
const SHAPES: Record<Severity, string> = {
  high: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="M7.1 4h1.8v5H7.1zM7.1 10.4h1.8v1.8H7.1z"/>',
  medium: '<path d="M8 1.5 15.5 15H.5z"/><path class="cut" d="M7.2 6h1.6v4.4H7.2zM7.2 11.6h1.6v1.6H7.2z"/>',
  low: '<circle class="ring" cx="8" cy="8" r="6"/>',
};

/** Shows a severity as a shape and a word. Screen readers read the word. */
export function severityMark(severity: Severity, label = LABELS[severity]): Html {
  return html`<span class="severity ${severity}">${severityIcon(severity)} ${label}</span>`;
}

/** Returns the shape of a severity, which screen readers skip. */
export function severityIcon(severity: Severity): Html {
  return html`<svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${raw(SHAPES[severity])}</svg>`;
}
