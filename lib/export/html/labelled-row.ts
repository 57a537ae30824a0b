import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Shows the names of a table's columns. */
export function headRow(names: readonly string[]): Html {
  return html`<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;
}

/** Shows the cells of a row. A phone shows one below the other, each after the name of its column. */
export function labelledCells(names: readonly string[], cells: readonly (Html | string)[]): Html[] {
  return cells.map((cell, column) => html`<td data-label="${names[column] ?? ''}">${cell}</td>`);
}
