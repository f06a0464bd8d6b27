import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId } from '../ids.ts';
import type { Actor } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Learned, Need } from './learned.ts';

/** How a field's values compare. `custom`: text, number or date, as the account's custom fields say. */
export const fieldTypes = ['text', 'texts', 'choice', 'id', 'instant', 'time', 'truth', 'custom'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What a field holds, or a condition asks for. */
export type Value = string | number | boolean | null;
export type Actual = Value | readonly string[];

/** What conditions are judged on; `ticket` is null for events that are about none. */
export interface Facts {
  readonly ticket: Ticket | null;
  readonly departmentId: DepartmentId | null;
  readonly account: Account;
  readonly at: Instant;
  /** Who did what set the rule off. */
  readonly actor: Actor;
  /** What had to be read for it; undefined: not read yet. */
  readonly learned: Partial<Learned>;
}

export interface Asked {
  /** What stands behind the dot, for fields of many names (`customFields.colour`). */
  readonly name: string;
  /** IANA; null: the account's. */
  readonly timezone: string | null;
}

/** Something that conditions can ask for, by its exact name. Each is one file, and one line in `fields.ts`. */
export interface Field {
  /** A name that ends in a dot stands for all that begin with it. */
  readonly name: string;
  readonly says: string;
  readonly type: FieldType;
  /** All values that it can have, for `choice`. */
  readonly choices?: readonly string[];
  /** What its values name, for `id`. */
  readonly refersTo?: 'department' | 'source' | 'agent' | 'level' | 'customStatus';
  /** What must be read before it can be judged. */
  readonly needs?: Need;
  /** It changes with time alone. */
  readonly isOfClock?: true;
  /** What may stand behind the dot. */
  readonly nameOf?: RegExp;
  readonly valueOf: (facts: Facts, asked: Asked) => Actual;
}

/** What was put under a name that somebody chose, and nothing that every object has. */
export const ownValue = (values: Readonly<Record<string, Value>> | undefined, name: string): Value =>
  values !== undefined && Object.hasOwn(values, name) ? (values[name] ?? null) : null;
