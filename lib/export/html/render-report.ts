import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import { minuteOf } from '../../domain/time.ts';
import { auditorParts } from './auditor-section.ts';
import { contents } from './contents.ts';
import { engineerParts } from './engineer-section.ts';
import { masthead } from './masthead.ts';
import { pageStyles } from './page-styles.ts';
import { partView } from './part.ts';
import { REPORT_READERS, type ReportReader } from './report-reader.ts';
import { daysOf } from './time-text.ts';

/** Style sheets in order: later ones override earlier ones. */
const STYLES = ['colours', 'document', 'standing', 'attention', 'details', 'tables', 'phone', 'print'];

/**
 * Returns the report as one self-contained HTML file, with the parts for these readers: no script, no request, and a policy that allows neither.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/style-src
 */
export async function renderReport(
  data: ReportData,
  readers: readonly ReportReader[] = REPORT_READERS,
): Promise<string> {
  const forAuditor = readers.includes('auditor');
  const parts = [
    ...(readers.includes('engineer') ? await engineerParts(data, { evidenceListed: forAuditor }) : []),
    ...(forAuditor ? auditorParts(data) : []),
  ];
  const files = await Promise.all([...STYLES, ...(data.fictional ? ['sandbox'] : [])].map(stylesIn));
  const styles = [...files, pageStyles(data, parts)].join('\n');
  const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', styles, 'base64')}'; base-uri 'none'; form-action 'none'`;
  const document = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${data.fictional && 'Sandbox data: '}Microsoft 365 evidence, ${data.source}, ${daysOf(data.period)}</title>
<style>${raw(styles)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${masthead(data)}
${contents(parts)}
<main id="main" tabindex="-1">
${parts.map((part, index) => partView(part, index + 1))}
</main>
<footer>${data.fictional && html`<p>Sandbox data: fictional, no evidence of a real tenant.</p>`}<p>Written by m365-evidence on ${minuteOf(data.writtenAt)} UTC. It is evidence for requirements; an assessor decides whether they are met.</p></footer>
</body>
</html>
`;
  return document.toString();
}

function stylesIn(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, `styles/${name}.css`), 'utf8');
}
