/**
 * Validates OSCAL exports with NIST's complete schema, which this project does not ship:
 * `node test/export/oscal/check-against-nist.ts <oscal_assessment-results_schema.json> <export.json> …`
 * Source of the schema: https://github.com/usnistgov/OSCAL/releases
 */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';

const [schema, ...exports] = process.argv.slice(2);
if (schema === undefined || exports.length === 0) {
  process.stderr.write('Usage: node test/export/oscal/check-against-nist.ts <schema> <export.json> …\n');
  process.exit(2);
}

const ajv = new Ajv({ strict: true, allErrors: true });
// The package is CommonJS: its default export is a property of its only one.
(formats.default as unknown as { default: (to: Ajv) => void }).default(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
for (const file of exports) {
  const fits = isValid(JSON.parse(readFileSync(file, 'utf8')));
  process.stdout.write(`${file}: ${fits ? 'valid' : 'not valid'}\n`);
  for (const { instancePath, message } of isValid.errors ?? [])
    process.stdout.write(`  ${instancePath} ${message}\n`);
  if (!fits) process.exitCode = 1;
}
