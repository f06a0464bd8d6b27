import type { InputFault } from '#shared/domain/refusal.ts';
import { wholeBody } from './input-faults.ts';

/** Deeper than any body of ours; schemas and serializers that recurse never meet more. */
const deepest = 40;

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

function faultOfText(text: string): string | null {
  if (text.includes('\0')) {
    return 'NUL characters are not allowed';
  }
  // A lone half of a surrogate pair has no UTF-8 form, so no store could give it back.
  return text.isWellFormed() ? null : 'Not well-formed Unicode';
}

function faultOf({ value, depth }: Place): string | null {
  if (typeof value === 'string') {
    return faultOfText(value);
  }
  return depth > deepest ? `Nested deeper than ${deepest} levels` : null;
}

function faultOfKey(key: string): string | null {
  return key === '__proto__' ? 'This name is not allowed' : faultOfText(key);
}

function* inside({ value, path, depth }: Place): Generator<Place & { key: string }> {
  if (typeof value === 'object' && value !== null && depth <= deepest) {
    for (const [key, inner] of Object.entries(value)) {
      yield { key, value: inner, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 };
    }
  }
}

/** The first text that no store or mail could carry, wherever it hides in a value; without recursion, by design. */
export function findHostileText(input: unknown): InputFault[] {
  const places: Place[] = [{ value: input, path: '', depth: 0 }];
  for (let place = places.pop(); place; place = places.pop()) {
    const message = faultOf(place);
    if (message !== null) {
      return [{ path: nameOf(place.path), message }];
    }
    for (const next of inside(place)) {
      const fault = faultOfKey(next.key);
      if (fault !== null) {
        return [{ path: nameOf(next.path), message: fault }];
      }
      places.push(next);
    }
  }
  return [];
}

function nameOf(path: string): string {
  return path === '' ? wholeBody : path.slice(0, 200).replaceAll('\0', '').toWellFormed();
}
