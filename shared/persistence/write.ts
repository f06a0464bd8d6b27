import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';

type NamedWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Unnamed<Part> = Part extends { TableName: unknown } ? Omit<Part, 'TableName'> : never;

/** One write of a commit; the table's name is added when it is sent. */
export interface Write {
  readonly Put?: Unnamed<NonNullable<NamedWrite['Put']>>;
  readonly Update?: Unnamed<NonNullable<NamedWrite['Update']>>;
  readonly Delete?: Unnamed<NonNullable<NamedWrite['Delete']>>;
  readonly ConditionCheck?: Unnamed<NonNullable<NamedWrite['ConditionCheck']>>;
}

/** Every item carries the version of its own shape, so that later code knows what it reads. */
const schema = 1;

type Attributes = Record<string, unknown>;

/** What is put: the thing itself under `data`, and beside it the index keys and facts that the table needs. */
export interface Thing {
  readonly data: object;
  readonly beside?: Readonly<Attributes>;
}

function itemOf(key: Key, type: string, { data, beside = {} }: Thing): Attributes {
  return { ...beside, pk: key.pk, sk: key.sk, type, schema, data };
}

const bare = ({ pk, sk }: Key) => ({ pk, sk });

export function put(key: Key, type: string, thing: Thing): Write {
  return { Put: { Item: itemOf(key, type, thing) } };
}

/** Only if there is nothing yet. */
export function putNew(key: Key, type: string, thing: Thing): Write {
  return { Put: { Item: itemOf(key, type, thing), ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** Only if there is nothing yet, or something whose time (epoch seconds) is over. */
export function putNewOrExpired(key: Key, type: string, thing: Thing & { atSeconds: number }): Write {
  return {
    Put: {
      Item: itemOf(key, type, thing),
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :at',
      ExpressionAttributeValues: { ':at': thing.atSeconds },
    },
  };
}

/** Only over that version of it. */
export function putOver(key: Key, type: string, thing: Thing & { version: number }): Write {
  return {
    Put: {
      Item: itemOf(key, type, thing),
      ConditionExpression: '#data.#version = :version',
      ExpressionAttributeNames: { '#data': 'data', '#version': 'version' },
      ExpressionAttributeValues: { ':version': thing.version },
    },
  };
}

export function remove(key: Key): Write {
  return { Delete: { Key: bare(key) } };
}

export function removeExisting(key: Key): Write {
  return { Delete: { Key: bare(key), ConditionExpression: 'attribute_exists(pk)' } };
}

/** Only that version of it. */
export function removeOver(key: Key, version: number): Write {
  return {
    Delete: {
      Key: bare(key),
      ConditionExpression: '#data.#version = :version',
      ExpressionAttributeNames: { '#data': 'data', '#version': 'version' },
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

export function mustExist(key: Key): Write {
  return { ConditionCheck: { Key: bare(key), ConditionExpression: 'attribute_exists(pk)' } };
}

type Path = readonly string[];

export interface UpdateParts {
  readonly set?: readonly (readonly [Path, unknown])[];
  readonly add?: readonly (readonly [Path, number])[];
  readonly remove?: readonly Path[];
  /** Builds the condition from placeholders of paths and values. */
  readonly when?: (names: Placeholders) => string;
}

/** Sets attributes, adds to numbers and removes attributes of an item. */
export function update(key: Key, change: UpdateParts): Write {
  const names = new Placeholders();
  const sets = (change.set ?? []).map(([path, value]) => `${names.path(path)} = ${names.value(value)}`);
  const adds = change.add?.map(
    ([path, by]) => `${names.path(path)} = ${names.path(path)} + ${names.value(by)}`,
  );
  const removes = change.remove?.map((path) => names.path(path));
  const condition = change.when?.(names);
  return {
    Update: {
      Key: bare(key),
      UpdateExpression: [clause('SET', [...sets, ...(adds ?? [])]), clause('REMOVE', removes)]
        .join(' ')
        .trim(),
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ...names.attributes(),
    },
  };
}

const clause = (word: string, parts: readonly string[] = []) =>
  parts.length === 0 ? '' : `${word} ${parts.join(', ')}`;

/** Names and values stand in an expression by placeholder only: many good names are reserved words. */
class Placeholders {
  readonly #names: Record<string, string> = {};
  readonly #values: Attributes = {};

  path(path: Path): string {
    const placeholders = path.map((part) => {
      const placeholder = `#n${Object.keys(this.#names).length}`;
      this.#names[placeholder] = part;
      return placeholder;
    });
    return placeholders.join('.');
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }

  attributes() {
    const values = Object.keys(this.#values).length === 0 ? {} : { ExpressionAttributeValues: this.#values };
    return { ExpressionAttributeNames: this.#names, ...values };
  }
}
