import { foldLetters } from '../fold-text.ts';
import type { Condition, ConditionGroups } from './condition.ts';
import type { Rule } from './rule.ts';

/** Where a rule may hold: a department and a channel, or any. */
interface Place {
  readonly departmentId: string | null;
  readonly channel: string | null;
}

const anywhere: Place = { departmentId: null, channel: null };
/** Rules that name more places than this are looked at everywhere. */
const mostPlaces = 64;

/** With these operators a field must be one of the values that are named. */
const narrowing = new Set(['is', 'oneOf', 'anyOf']);

const isNarrowing = ({ field, operator, value }: Condition) =>
  (field === 'departmentId' || field === 'channel') && narrowing.has(operator) && value !== null;

/** What is left to judge where a rule was found by its place: with one group, the place has said the rest already. */
function leftOf({ groups }: Rule, places: readonly Place[]): ConditionGroups {
  const [only, ...others] = groups;
  if (only === undefined || others.length > 0 || places.includes(anywhere)) return groups;
  return [{ ...only, conditions: only.conditions.filter((one) => !isNarrowing(one)) }];
}

/** The values that a field must have for all conditions to hold; null: any. */
function allowed(conditions: readonly Condition[], field: string): readonly string[] | null {
  const named = conditions
    .filter((one) => one.field === field && isNarrowing(one))
    .map(({ value }) => new Set([value].flat().map((one) => foldLetters(String(one)))));
  return named.length === 0 ? null : [...named.reduce((one, other) => one.intersection(other))];
}

function placesOf({ groups }: Rule): readonly Place[] {
  if (groups.length === 0) return [anywhere];
  const places = groups.flatMap(({ conditions }) => {
    const departments = allowed(conditions, 'departmentId') ?? [null];
    const channels = allowed(conditions, 'channel') ?? [null];
    return departments.flatMap((departmentId) => channels.map((channel) => ({ departmentId, channel })));
  });
  return places.length > mostPlaces ? [anywhere] : places;
}

const keyOf = (trigger: string, { departmentId, channel }: Place) =>
  `${trigger}\n${departmentId ?? ''}\n${channel ?? ''}`;

/** By their number; of one number by their age, which their ids tell. */
export function isAfter(rule: Pick<Rule, 'order' | 'id'>, other: Pick<Rule, 'order' | 'id'>): boolean {
  return rule.order === other.order ? rule.id > other.id : rule.order > other.order;
}

/** Rules in their order, found by trigger, department and channel: a thousand of them cost what the few of one place do. */
export class RuleBook {
  readonly #placed = new Map<string, Set<Rule>>();
  readonly #found = new Map<string, readonly Rule[]>();
  readonly #left = new Map<Rule, ConditionGroups>();
  readonly #triggers: ReadonlySet<string>;

  /** @param rules active ones only. */
  constructor(rules: readonly Rule[]) {
    this.#triggers = new Set(rules.map(({ trigger }) => trigger));
    for (const rule of rules) {
      const places = placesOf(rule);
      this.#left.set(rule, leftOf(rule, places));
      for (const place of places) this.#put(keyOf(rule.trigger, place), rule);
    }
  }

  /** What has still to be judged of a candidate. */
  left(rule: Rule): ConditionGroups {
    return this.#left.get(rule) ?? rule.groups;
  }

  #put(key: string, rule: Rule): void {
    const there = this.#placed.get(key);
    if (there === undefined) this.#placed.set(key, new Set([rule]));
    else there.add(rule);
  }

  hears(trigger: string): boolean {
    return this.#triggers.has(trigger);
  }

  /** Rules that may hold there, in their order. */
  candidates(trigger: string, place: Place): readonly Rule[] {
    if (!this.hears(trigger)) return [];
    const asked = foldedPlace(place);
    const key = keyOf(trigger, asked);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#gather(trigger, asked);
    this.#found.set(key, found);
    return found;
  }

  #gather(trigger: string, { departmentId, channel }: Place): Rule[] {
    const places = [
      { departmentId, channel },
      { departmentId, channel: null },
      { departmentId: null, channel },
      anywhere,
    ];
    const rules = new Set(places.flatMap((place) => [...(this.#placed.get(keyOf(trigger, place)) ?? [])]));
    return [...rules].sort((one, other) => (isAfter(one, other) ? 1 : -1));
  }
}

const foldedPlace = ({ departmentId, channel }: Place): Place => ({
  departmentId: departmentId === null ? null : foldLetters(departmentId),
  channel: channel === null ? null : foldLetters(channel),
});

/** Rules are part of a snapshot that never changes, so their book holds as long as they do. */
const bookByRules = new WeakMap<readonly Rule[], RuleBook>();

export function bookOf(rules: readonly Rule[]): RuleBook {
  const known = bookByRules.get(rules);
  if (known !== undefined) return known;
  const book = new RuleBook(rules);
  bookByRules.set(rules, book);
  return book;
}
