interface Fields {
  [field: string]: unknown;
}

interface Answer extends Fields {
  value: (Fields & { audiences: string[] })[];
}

/** The JMESPath queries of the setup script, with `?` for each literal, to the function that each of them means. */
const QUERIES: Record<string, (answer: Answer, literal: string) => unknown> = {
  '': (answer) => answer,
  name: ({ name }) => name,
  id: ({ id }) => id,
  tenantId: ({ tenantId }) => tenantId,
  secretText: ({ secretText }) => secretText,
  'appRoles[].[value, id]': ({ appRoles }) => rows(appRoles, 'value', 'id'),
  'value[].[id, appId, signInAudience]': ({ value }) => rows(value, 'id', 'appId', 'signInAudience'),
  '[[id, appId, signInAudience]]': (answer) => rows([answer], 'id', 'appId', 'signInAudience'),
  'value[].[id]': ({ value }) => rows(value, 'id'),
  'value[0].id': ({ value }) => value[0]?.id,
  'requiredResourceAccess[?resourceAppId==?].resourceAccess[].[id, type]': (
    { requiredResourceAccess },
    api,
  ) =>
    (requiredResourceAccess as { resourceAppId: string; resourceAccess: object[] }[])
      .filter(({ resourceAppId }) => resourceAppId === api)
      .flatMap(({ resourceAccess }) => rows(resourceAccess, 'id', 'type')),
  'value[?resourceId==?].appRoleId': ({ value }, resource) =>
    value.filter(({ resourceId }) => resourceId === resource).map(({ appRoleId }) => appRoleId),
  'value[].[issuer, subject, audiences[0], name]': ({ value }) =>
    value.map(({ issuer, subject, audiences, name }) => [issuer, subject, audiences[0], name]),
  'keyCredentials[].[displayName, endDateTime]': ({ keyCredentials }) =>
    rows(keyCredentials, 'displayName', 'endDateTime'),
  '[passwordCredentials, keyCredentials][].[displayName, endDateTime]': (application) =>
    ['passwordCredentials', 'keyCredentials'].flatMap((kind) =>
      rows(application[kind], 'displayName', 'endDateTime'),
    ),
  'sort(passwordCredentials[?displayName==?].endDateTime)[-1]': ({ passwordCredentials }, name) =>
    (passwordCredentials as { displayName: string; endDateTime: string }[])
      .filter(({ displayName }) => displayName === name)
      .map(({ endDateTime }) => endDateTime)
      .sort()
      .at(-1),
};

function rows(objects: unknown, ...fields: string[]): unknown[] {
  return (objects as Record<string, unknown>[]).map((object) => fields.map((field) => object[field]));
}

/** Returns the part of an answer that a query selects. Throws an error if the script has a query that is not listed. */
export function selected(query: string, answer: unknown): unknown {
  const [, literal = ''] = /'([^']*)'/.exec(query) ?? [];
  const select = QUERIES[query.replace(/'[^']*'/, '?')];
  if (!select) throw new Error(`Unknown query: ${query}`);
  return select(answer as Answer, literal);
}

/** Returns an answer as `--output tsv` prints it: a line for each item, and tabs between the fields of an item. */
export function tsv(answer: unknown): string {
  if (answer === undefined || answer === null) return '';
  if (!Array.isArray(answer)) return `${typeof answer === 'object' ? JSON.stringify(answer) : answer}\n`;
  return answer
    .map(
      (item) =>
        `${[item]
          .flat()
          .map((field) => field ?? 'None')
          .join('\t')}\n`,
    )
    .join('');
}
