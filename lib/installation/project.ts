import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const CODE = join(import.meta.dirname, '../..');

/** Whether this code is compiled, in the `dist/` of an installed package, instead of the TypeScript of a checkout. */
export const INSTALLED = basename(CODE) === 'dist';

/** The folder of package.json: the checkout, or the installed package. */
export const PROJECT = INSTALLED ? dirname(CODE) : CODE;

/** The version in package.json. */
export const { version: VERSION } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  version: string;
};
