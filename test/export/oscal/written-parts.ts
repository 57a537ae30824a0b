/** The parts of OSCAL assessment results that the project writes, as a JSON schema made for it: nothing else may be there. */
const TEXT = { type: 'string', pattern: '^\\S(.*\\S)?$' };
const UUID = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};
const TIME = { type: 'string', format: 'date-time', pattern: 'Z$' };
const TOKEN = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' };

/** Returns the schema of an object with these fields only; a name with a question mark is optional. */
function object(fields: Record<string, object>) {
  const names = Object.keys(fields);
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), fields[name]])),
  };
}
const some = (items: object) => ({ type: 'array', minItems: 1, items });

const PROPS = some(object({ name: TOKEN, ns: { const: 'urn:m365-evidence:oscal' }, value: TEXT }));

const OBSERVATION = object({
  uuid: UUID,
  title: TEXT,
  description: TEXT,
  props: PROPS,
  methods: { const: ['TEST'] },
  'relevant-evidence': some(object({ href: { type: 'string', pattern: '^#' }, description: TEXT })),
  collected: TIME,
  expires: TIME,
  'remarks?': TEXT,
});

const RESULT = object({
  uuid: UUID,
  title: TEXT,
  description: TEXT,
  start: TIME,
  'end?': TIME,
  'props?': PROPS,
  'reviewed-controls': object({
    'description?': TEXT,
    'control-selections': some(
      object({ props: PROPS, 'include-controls': some(object({ 'control-id': TOKEN })) }),
    ),
  }),
  'observations?': some(OBSERVATION),
});

const RESOURCE = object({
  uuid: UUID,
  title: TEXT,
  'description?': TEXT,
  'props?': PROPS,
  'rlinks?': some(
    object({
      href: { type: 'string', pattern: '^syncs/\\d{12}/[a-z-]+\\.json$' },
      'media-type': { const: 'application/json' },
      hashes: some(
        object({ algorithm: { const: 'SHA-256' }, value: { type: 'string', pattern: '^[0-9a-f]{64}$' } }),
      ),
    }),
  ),
});

export const WRITTEN_PARTS = object({
  'assessment-results': object({
    uuid: UUID,
    metadata: object({
      title: TEXT,
      'last-modified': TIME,
      version: TEXT,
      'oscal-version': { type: 'string', pattern: '^1\\.2\\.\\d+$' },
      props: PROPS,
    }),
    'import-ap': object({ href: { type: 'string', pattern: '^#' } }),
    results: some(RESULT),
    'back-matter': object({ resources: some(RESOURCE) }),
  }),
});
