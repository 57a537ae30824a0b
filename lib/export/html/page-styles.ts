import type { ReportData } from '../../audit/report-data.ts';
import type { Part } from './part.ts';
import { daysOf } from './time-text.ts';

/** Characters of a footer, which has one line. */
const LONGEST = 110;

/**
 * Returns the styles of printed pages: a footer with the tenant, the period and the version, and for each part a page
 * number of its own. CSS cannot know on which page a part begins (no browser has `target-counter`), but each part begins on
 * its page 1. https://developer.mozilla.org/docs/Web/CSS/@page
 */
export function pageStyles(data: ReportData, parts: readonly Part[]): string {
  const footer = `@page { @bottom-left { content: ${cssString(footerText(data))}; font: 7.5pt sans-serif; } }`;
  const numbered = parts.map((_, index) => {
    const part = `part-${index + 1}`;
    return `@page ${part} { counter-increment: ${part}; @bottom-right { content: "${index + 1}-" counter(${part}) " (" counter(page) " of " counter(pages) ")"; font: 7.5pt sans-serif; } }
@media print { .${part} { page: ${part}; } }`;
  });
  return [footer, ...numbered].join('\n');
}

/** Returns the tenant, the period and the version: `Contoso AG, 2026-07-01 to 2026-09-30, m365-evidence 0.1.0`. */
function footerText({ connections, period, written, fictional, id }: ReportData): string {
  const [first] = connections;
  const tenant = first && connections.length === 1 ? (first.title ?? first.name) : undefined;
  const names = tenant ?? `${connections.length} connections`;
  const tail = `, ${daysOf(period)}, ${written.software}, report ${id}`;
  const start = `${fictional ? 'SANDBOX ' : ''}${names}`;
  const room = LONGEST - tail.length;
  return `${start.length > room ? `${start.slice(0, room - 1)}…` : start}${tail}`;
}

/** Returns a text as a CSS string, in which no character can end the string or the style sheet. */
export function cssString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/[^\w ,.:()-]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `);
  return `"${escaped}"`;
}
