import type { JsonSchema } from '#shared/lambda/openapi/schema-book.ts';

const plain: Readonly<Record<string, unknown>> = {
  string: '…',
  integer: 1,
  number: 1,
  boolean: true,
  null: null,
};
const byFormat: Readonly<Record<string, unknown>> = {
  'date-time': '2026-11-21T12:00:00.000Z',
  date: '2026-11-21',
  email: 'ada@example.com',
  uri: 'https://example.com',
};

function given(schema: JsonSchema): unknown {
  const examples = schema['examples'];
  const choices = schema['enum'];
  const [example] = Array.isArray(examples) ? examples : [];
  const [choice] = Array.isArray(choices) ? choices : [];
  return example ?? schema['default'] ?? schema['const'] ?? choice ?? byFormat[String(schema['format'])];
}

function sampleObject(schema: JsonSchema): unknown {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const wanted = properties.filter(([name]) => required.includes(name));
  return Object.fromEntries(wanted.map(([name, inner]) => [name, sampleOf(inner)]));
}

/** A small value of a schema: what must be there, and nothing else. */
export function sampleOf(schema: JsonSchema): unknown {
  const known = given(schema);
  if (known !== undefined) {
    return known;
  }
  const [alternative] = [schema['anyOf'], schema['oneOf']].flat().filter(Boolean) as JsonSchema[];
  if (alternative) {
    return sampleOf(alternative);
  }
  if (schema['type'] === 'array') {
    return [];
  }
  return schema['type'] === 'object' ? sampleObject(schema) : plain[String([schema['type']].flat()[0])];
}
