import type * as z from 'zod';

/** What an operation may answer with one status: a JSON body by its schema, another media type, or nothing. */
export interface AnswerShape {
  readonly description: string;
  readonly body?: z.ZodType;
  readonly type?: string;
  /** The body is a table too: as `text/csv` when that is asked for. */
  readonly csv?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Answers = Readonly<Record<number, AnswerShape>>;

export interface Answer<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
}

type Plain = string | number | boolean | bigint | null | undefined | Uint8Array;

/** The domain hands out values that nobody may change, so an answer accepts them as they are. */
export type Frozen<T> = unknown extends T
  ? T
  : T extends Plain
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Frozen<Item>[]
      : { readonly [Key in keyof T]: Frozen<T[Key]> };

type BodyOf<Shape> = Shape extends { readonly body: infer Schema extends z.ZodType }
  ? Frozen<z.output<Schema>> | (Shape extends { readonly csv: true } ? Uint8Array | string : never)
  : Shape extends { readonly type: string }
    ? string | Uint8Array
    : null;

/** Keys of a spread object may be the number's text. */
type StatusOf<Key> = Key extends number ? Key : Key extends `${infer Status extends number}` ? Status : never;

/** What `perform` may return, by the declared answers. */
export type AnswerOf<Declared extends Answers> = {
  [Key in keyof Declared]: Answer<StatusOf<Key>, BodyOf<Declared[Key]>>;
}[keyof Declared];

export function answer<Status extends number>(status: Status): Answer<Status, null>;
export function answer<Status extends number, const Body>(
  status: Status,
  body: Body,
  headers?: Readonly<Record<string, string>>,
): Answer<Status, Body>;
export function answer(status: number, body: unknown = null, headers = {}): Answer {
  return { status, body, headers };
}
