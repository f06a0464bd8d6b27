import { type Html, html, type Part } from '#shared/lambda/html.ts';
import type { JsonSchema } from '#shared/lambda/openapi/schema-book.ts';
import { withCode } from './prose.ts';

/** Deeper fields are read at the shape that they refer to. */
const deepest = 5;
const mostChoices = 12;

function list(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value : [];
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return [...list(schema['anyOf']), ...list(schema['oneOf'])];
}

function joined(parts: readonly Part[], between: string): Part {
  return parts.map((part, at) => (at === 0 ? part : [between, part]));
}

export function shapeId(name: string): string {
  return `shape-${name}`;
}

function reference(target: string): Html {
  const name = target.slice(target.lastIndexOf('/') + 1);
  return html`<a href="#${shapeId(name)}">${name}</a>`;
}

function choices(values: readonly unknown[]): Part {
  const shown = values.slice(0, mostChoices).map((value) => html`<code>${JSON.stringify(value)}</code>`);
  return [joined(shown, ' or '), values.length > mostChoices ? ' …' : null];
}

function plainType(schema: JsonSchema): Part {
  const type = schema['type'];
  if (type === 'array') {
    return ['list of ', typeOf((schema['items'] as JsonSchema | undefined) ?? {})];
  }
  const format = typeof schema['format'] === 'string' ? ` (${schema['format']})` : '';
  const words = [type].flat().filter((word) => typeof word === 'string');
  return words.length > 0 ? `${words.join(' or ')}${format}` : 'anything';
}

/** A schema in a few words: `list of Ticket`, `"new" or "open"`. */
export function typeOf(schema: JsonSchema): Part {
  if (typeof schema['$ref'] === 'string') {
    return reference(schema['$ref']);
  }
  if (Array.isArray(schema['enum'])) {
    return choices(schema['enum']);
  }
  if ('const' in schema) {
    return choices([schema['const']]);
  }
  const either = alternatives(schema);
  return either.length > 0 ? joined(either.map(typeOf), ' or ') : plainType(schema);
}

const limitWords = {
  minimum: 'at least',
  maximum: 'at most',
  minLength: 'characters at least',
  maxLength: 'characters at most',
  minItems: 'items at least',
  maxItems: 'items at most',
  default: 'otherwise',
} as const;

export function limitsOf(schema: JsonSchema): Part {
  const known = Object.entries(limitWords).filter(([name]) => schema[name] !== undefined);
  const words = known.map(([name, word]) => `${word} ${JSON.stringify(schema[name])}`);
  return words.length > 0 ? html`<span class="limits">${words.join(', ')}</span>` : null;
}

/** The object inside of a schema whose fields are worth listing, through lists and alternatives. */
function innerOf(schema: JsonSchema): readonly JsonSchema[] {
  if (schema['properties']) {
    return [schema];
  }
  const within = [...list([schema['items'] ?? {}]), ...alternatives(schema)];
  return schema['items'] || alternatives(schema).length > 0 ? within.flatMap(innerOf) : [];
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

function fieldRow({ name, schema, isRequired }: Field, depth: number): Html {
  const note = typeof schema['description'] === 'string' ? withCode(schema['description']) : null;
  return html`<li><div class="field"><code class="name">${name}</code> <span class="type">${typeOf(schema)}</span>${
    isRequired ? html` <span class="required">required</span>` : null
  } ${limitsOf(schema)}</div>${note === null ? null : html`<div class="note">${note}</div>`}${
    depth < deepest ? fieldsOf(schema, depth + 1) : null
  }</li>`;
}

function fieldsOfObject(schema: JsonSchema, depth: number): Html {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = list(schema['required']) as readonly unknown[];
  const rows = properties.map(([name, inner]) =>
    fieldRow({ name, schema: inner, isRequired: required.includes(name) }, depth),
  );
  return html`<ul class="fields">${rows}</ul>`;
}

/** The fields of an object, of a list's items, of each alternative. */
export function fieldsOf(schema: JsonSchema, depth = 0): Part {
  return innerOf(schema).map((object) => fieldsOfObject(object, depth));
}
