import { exact } from './time-text.ts';

/** Returns a fact's name as separate words: `bySeverity` becomes `by severity`. */
export function nameText(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, ' $&').toLowerCase();
}

/**
 * Returns a fact of any form with its name, in one line: `unresolved 11`, `by severity: high 3, medium 4`,
 * `policies (name, state): “A”, “enabled”; “B”, “disabled”`.
 */
export function factText(name: string, value: unknown): string {
  const fields = fieldsIn(value);
  if (fields) {
    const records = (value as Record<string, unknown>[]).map((record) =>
      fields.map((field) => valueText(record[field], 1)).join(', '),
    );
    return `${nameText(name)} (${fields.map(nameText).join(', ')}): ${records.join('; ')}`;
  }
  return `${nameText(name)}${typeof value === 'object' && value !== null ? ':' : ''} ${valueText(value)}`;
}

/** Returns the fields of a list of records if all records have the same fields; undefined for any other value. */
export function fieldsIn(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || !value.every(isRecord)) return undefined;
  const [fields, ...others] = value.map((record) => Object.keys(record));
  const same = (other: string[]) => other.toSorted().join() === fields?.toSorted().join();
  return others.every(same) ? fields : undefined;
}

/** Returns a value as text. Nested strings are in quotes, nested lists and records in brackets. */
export function valueText(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return stringText(value, depth);
  if (typeof value !== 'object') return String(value);
  const parts = Array.isArray(value)
    ? value.map((element) => valueText(element, depth + 1)).join('; ')
    : Object.entries(value)
        .map(([name, field]) => `${nameText(name)} ${valueText(field, depth + 1)}`)
        .join(', ');
  return depth > 0 ? `(${parts})` : parts || 'empty';
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function stringText(value: string, depth: number): string {
  if (INSTANT.test(value)) return `${exact(value)} UTC`;
  return depth > 0 ? `“${value}”` : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
