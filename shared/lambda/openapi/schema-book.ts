import * as z from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

type Side = 'input' | 'output';

const unsafe = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Takes out what only repeats the type: the bounds of safe integers, and patterns beside a format. */
function tidy(schema: Record<string, unknown>): void {
  for (const bound of ['minimum', 'maximum']) {
    if (unsafe.includes(schema[bound] as number)) {
      delete schema[bound];
    }
  }
  if (schema['format'] !== undefined) {
    delete schema['pattern'];
  }
  if (schema['propertyNames'] !== undefined) {
    delete schema['propertyNames'];
  }
}

const prefix = '#/components/schemas/';

/** Copies a schema with every reference led through `rename`. */
function withReferences(value: unknown, rename: (id: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withReferences(item, rename));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value).map(([name, inner]) =>
    name === '$ref' && typeof inner === 'string'
      ? [name, prefix + rename(inner.slice('#/$defs/'.length))]
      : [name, withReferences(inner, rename)],
  );
  return Object.fromEntries(fields);
}

function withoutId({ id: _id, ...definition }: JsonSchema): JsonSchema {
  return definition;
}

/** JSON Schemas of zod schemas; those that carry an id are written once, under `components/schemas`. */
export class SchemaBook {
  readonly #components = new Map<string, JsonSchema>();

  get components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#components].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** `input` is what a client may send, `output` what it gets. Outputs come first: the plain names are theirs. */
  write(schema: z.ZodType, side: Side): JsonSchema {
    const whole = z.toJSONSchema(z.object({ root: schema }), {
      io: side,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema as Record<string, unknown>),
    });
    const definitions = Object.entries(whole.$defs ?? {});
    const names = new Map(
      definitions.map(([id, found]) => [id, this.#nameFor(id, { definition: withoutId(found), side })]),
    );
    const rename = (id: string) => names.get(id) ?? id;
    for (const [id, found] of definitions) {
      this.#components.set(rename(id), withReferences(withoutId(found), rename) as JsonSchema);
    }
    return withReferences(whole.properties?.['root'] ?? {}, rename) as JsonSchema;
  }

  /** One noun may read otherwise in a request (defaults make fields optional): then both are written. */
  #nameFor(id: string, { definition, side }: { definition: unknown; side: Side }): string {
    if (id.startsWith('__')) {
      throw new Error(`A schema that contains itself needs an id: .meta({ id })`);
    }
    const known = this.#components.get(id);
    const isSame = JSON.stringify(known) === JSON.stringify(withReferences(definition, String));
    if (known === undefined || isSame) {
      return id;
    }
    if (side === 'output') {
      throw new Error(`Two schemas have the id ${id}`);
    }
    return `${id}Input`;
  }
}
