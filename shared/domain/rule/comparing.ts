import { foldLetters } from '../fold-text.ts';
import type { Actual, FieldType } from './field.ts';
import type { Operand, Test } from './operator.ts';

/** Types that are compared as texts. */
export const textTypes = ['text', 'texts', 'custom'] as const satisfies readonly FieldType[];
/** Types of which a value is one of several. */
export const settableTypes = [...textTypes, 'choice', 'id', 'truth'] as const satisfies readonly FieldType[];
/** Types that may hold nothing. */
export const emptyableTypes = [
  ...textTypes,
  'choice',
  'id',
  'instant',
] as const satisfies readonly FieldType[];

const listOf = (operand: Operand): readonly (string | number | boolean)[] => {
  if (operand === undefined || operand === null) return [];
  return typeof operand === 'object' ? operand : [operand];
};

export const foldedOperand = (operand: Operand): string[] =>
  listOf(operand).map((value) => foldLetters(String(value)));

/** Any of these is what the field holds, or among what it holds. */
export function holdsAny(operand: Operand): Test {
  const asked = new Set(foldedOperand(operand));
  return ({ folded }) => folded.some((value) => asked.has(value));
}

export const holdsNothing: Test = ({ folded }) => folded.every((value) => value === '');

/** Seconds of a time of the day, else epoch milliseconds; null for what is no moment. */
function momentOf(value: unknown, type: FieldType): number | null {
  if (typeof value !== 'string') return null;
  const moment = type === 'time' ? secondsOf(value) : Date.parse(value);
  return Number.isNaN(moment) ? null : moment;
}

function secondsOf(time: string): number {
  const [hours = Number.NaN, minutes = Number.NaN, seconds = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

function numberOf(value: unknown): number | null {
  const isText = typeof value === 'string' && value.trim() !== '';
  const number = isText ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Why nothing is earlier or later than it; null when something is. */
export const faultOfMoment = (operand: Operand, type: FieldType): string | null =>
  momentOf(operand, type) === null ? 'is a date such as 2026-11-21, or an instant' : null;

/** Why nothing is more or less than it; null when something is. */
export const faultOfNumber = (operand: Operand): string | null =>
  numberOf(operand) === null ? 'is a number' : null;

type Order = (actual: number, asked: number) => boolean;

/** What is no moment is neither before nor after one. */
export function comparesMoments(operand: Operand, type: FieldType, holds: Order): Test {
  const asked = momentOf(operand, type);
  return ({ actual }) => isInOrder(momentOf(actual, type), asked, holds);
}

/** What is no number is neither more nor less than one. */
export function comparesNumbers(operand: Operand, holds: Order): Test {
  const asked = numberOf(operand);
  return ({ actual }) => isInOrder(numberOf(actual), asked, holds);
}

const isInOrder = (actual: number | null, asked: number | null, holds: Order) =>
  actual !== null && asked !== null && holds(actual, asked);

/** Each text that a field holds. */
export function textsOf(actual: Actual): readonly string[] {
  if (actual === null) return [];
  return typeof actual === 'object' ? actual : [String(actual)];
}
