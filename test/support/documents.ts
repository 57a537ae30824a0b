import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '../..');

/** Paths of all Markdown files, relative to the project. */
export const DOCUMENTS = globSync(['*.md', '{.github,bin,lambdas,lib,test}/**/*.md'], {
  cwd: PROJECT,
}).sort();

/** Returns a file's text. `path` is relative to the project. */
export function documentText(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

/** Returns the anchors that GitHub makes for the headings of a document. */
export function anchorsIn(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Returns the addresses of the links and pictures in a document. */
export function linksIn(markdown: string): string[] {
  return [...proseOf(markdown).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
}

/** Returns the text without indented and fenced code. */
function proseOf(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/^ {4}.*$/gm, '');
}

/**
 * Returns the arguments of each command in a document that runs this program, from code in lines and in blocks.
 */
export function commandsIn(markdown: string): string[][] {
  const code = [
    ...[...markdown.matchAll(/`([^`\n]+)`/g)].map(([, inline = '']) => inline),
    ...[...markdown.matchAll(/^ {4}(.+)$/gm)].map(([, line = '']) => line),
  ];
  return code
    .flatMap((line) => line.replace(/ #.*$/, '').split('&&'))
    .flatMap((command) => argumentsIn(command.trim()) ?? []);
}

/** Returns the arguments in a list; undefined if the command runs another program, or has no arguments. */
function argumentsIn(command: string): string[][] | undefined {
  const [, npx] = /^npx m365-evidence\b(.*)$/.exec(command) ?? [];
  if (npx !== undefined) return npx.trim() === '' ? undefined : [words(npx)];
  const [start, options = ''] = /^npm(?: --silent)? start(?: --(.*))?$/.exec(command) ?? [];
  return start === undefined ? undefined : [['sync', '--local', '--or-sandbox', ...words(options)]];
}

/** Returns the words before a redirection or a pipe. A placeholder in angle brackets is one word. */
function words(text: string): string[] {
  return text.replace(/ [>|]( .*)?$/, '').match(/<[^>]+>|\S+/g) ?? [];
}
