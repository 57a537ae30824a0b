import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTORS } from '../lib/collectors/registry.ts';
import { viewOf } from '../lib/collectors/views.ts';
import { everyFigure } from '../lib/domain/figure.ts';
import type { SourceNeeds } from '../lib/domain/source-needs.ts';
import { FRAMEWORKS } from '../lib/frameworks/frameworks.ts';

const PROJECT = join(import.meta.dirname, '..');
const MONITORING = 'lib/infrastructure/monitoring/README.md';
const IDS = 'lib/command/collector-ids.ts';

/** Path of each file that is partly or completely made from the registry, to its new text. */
export function writtenFiles(): Map<string, string> {
  const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');
  const readme = withTable(read('README.md'), 'permissions', permissionsTable());
  return new Map([
    ['README.md', withTable(readme, 'collectors', collectorsTable())],
    [MONITORING, withTable(read(MONITORING), 'figures', figuresTable())],
    [IDS, idsModule()],
  ]);
}

/** Replaces the text between the markers of a table. Throws an Error if the markers are missing. */
function withTable(text: string, name: string, rows: readonly string[][]): string {
  const [begin, end] = [`<!-- ${name}: begin -->\n`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (!text.includes(begin) || to < from) throw new Error(`The markers of the table ${name} are missing`);
  const table = rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  return `${text.slice(0, from)}${table}${text.slice(to)}`;
}

function tableOf(head: string[], rows: string[][]): string[][] {
  return [head, head.map(() => '---'), ...rows];
}

function permissionsTable(): string[][] {
  const rows = COLLECTORS.map(({ id, needs }) => [
    `\`${needs.permission}\``,
    viewOf(id)?.permissionFor ?? '',
    licenceText(needs),
  ]);
  return tableOf(['application permission', 'what it is for', 'licence'], rows);
}

function licenceText({ license, unlicensed }: SourceNeeds): string {
  if (license === undefined) return 'no licence needed';
  return `${license}; ${unlicensed === 'refused' ? 'skipped' : 'empty or skipped'} without`;
}

function collectorsTable(): string[][] {
  const head = ['evidence', 'what one item says', ...FRAMEWORKS.map(({ title }) => title)];
  const rows = COLLECTORS.map(({ id, title, evidenceFor }) => {
    const requirements = new Map<string, readonly string[]>(Object.entries(evidenceFor));
    return [
      title,
      viewOf(id)?.says ?? '',
      ...FRAMEWORKS.map((framework) => (requirements.get(framework.id) ?? []).join(', ')),
    ];
  });
  return tableOf(head, rows);
}

function figuresTable(): string[][] {
  const rows = COLLECTORS.flatMap(({ title, figures }) =>
    everyFigure(figures).map(({ metric, label, unit }) => [
      `\`${metric}\``,
      title,
      label.toLowerCase(),
      unit === '%' ? 'percent' : unit.many,
    ]),
  );
  return tableOf(['metric', 'evidence', 'figure', 'unit'], rows);
}

function idsModule(): string {
  const ids = COLLECTORS.map(({ id }) => id).join(', ');
  return `/** The ids of the collectors, for the help, which must not load them. \`npm run fix\` writes this file. */\nexport const COLLECTOR_IDS = '${ids}';\n`;
}

// `npm run fix` runs this file.
if (import.meta.main) {
  for (const [path, text] of writtenFiles()) writeFileSync(join(PROJECT, path), text);
}
