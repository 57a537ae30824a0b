import type { SandboxSource } from '../collectors/sandbox-source.ts';
import { graphRefusal, type SandboxAnswer } from './answer.ts';

const EQUALS = /^(\w+) eq '([^']*)'$/;

/**
 * Returns one page of a collection. Supports the query options that Graph documents for these sources: $top, $filter
 * (eq and or), $select, $count and the $skiptoken of its own nextLinks. Refuses other operators with 400.
 */
export function collectionPage(url: URL, objects: readonly object[], source: SandboxSource): SandboxAnswer {
  const asked = Number(url.searchParams.get('$top') ?? source.defaultTop);
  if (asked > source.maxTop && source.overTop === 'refuse') {
    return graphRefusal(
      400,
      'BadRequest',
      `Invalid page size specified: '${asked}'. Must be between 1 and ${source.maxTop} inclusive.`,
    );
  }
  const conditions = (url.searchParams.get('$filter') ?? '').split(' or ').filter(Boolean);
  if (conditions.some((condition) => !EQUALS.test(condition))) {
    return graphRefusal(400, 'BadRequest', 'Invalid filter clause');
  }
  const matching =
    conditions.length === 0
      ? objects
      : objects.filter((object) => conditions.some((condition) => holds(condition, object)));
  const top = Math.min(asked, source.maxTop);
  const start = Number(Buffer.from(url.searchParams.get('$skiptoken') ?? '', 'base64url').toString() || 0);
  const value = matching
    .slice(start, start + top)
    .map((object) => selected(object, url.searchParams.get('$select')));
  const more = start + top < matching.length && { '@odata.nextLink': nextLink(url, start + top) };
  const count = url.searchParams.get('$count') === 'true' &&
    start === 0 && { '@odata.count': matching.length };
  return {
    status: 200,
    body: { '@odata.context': `${url.origin}/v1.0/$metadata`, ...count, ...more, value },
  };
}

function holds(condition: string, object: object): boolean {
  const [, field = '', value] = EQUALS.exec(condition) ?? [];
  return (object as Record<string, unknown>)[field] === value;
}

function selected(object: object, select: string | null): object {
  if (select === null) return object;
  const fields = select.split(',');
  return Object.fromEntries(Object.entries(object).filter(([field]) => fields.includes(field)));
}

function nextLink(url: URL, start: number): string {
  const next = new URL(url);
  next.searchParams.set('$skiptoken', Buffer.from(String(start)).toString('base64url'));
  return next.href;
}
