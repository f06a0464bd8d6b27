import type * as z from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Request } from './call.ts';
import { wholeBody } from './input-faults.ts';

/** Below what the gateway takes (10 MB) and a Lambda receives (6 MB, binary as base64): so our own answer is given. */
const mostTextBytes = 5_000_000;
const mostBinaryBytes = 4_000_000;

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

export interface Content {
  readonly mediaType: string | null;
  /** Whether `value` was read from the bytes by their media type. */
  readonly parsed: boolean;
  readonly value: unknown;
}

interface Accepted {
  readonly body: z.ZodType | null;
  readonly accepts?: readonly string[];
}

function mediaTypeOf(request: Request): string | null {
  return request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? null;
}

function refuse(message: string): never {
  throw new Refusal('invalid', message, { errors: [{ path: wholeBody, message }] });
}

function isText(mediaType: string | null): boolean {
  return mediaType === null || mediaType === form || /^text\/|[/+]json$/.test(mediaType);
}

function refuseLarge(raw: Uint8Array, mediaType: string | null): void {
  const most = isText(mediaType) ? mostTextBytes : mostBinaryBytes;
  if (raw.byteLength > most) {
    throw new Refusal('too-large', `The body is larger than ${most} bytes`);
  }
}

function toText(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return refuse('The body is not UTF-8');
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('The body is not JSON');
  }
}

function toFields(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text));
}

function acceptedTypes(accepted: Accepted): readonly string[] {
  return accepted.accepts ?? (accepted.body ? [json] : []);
}

function toValue(request: Request, mediaType: string | null): unknown {
  const text = toText(request.raw);
  return mediaType === form ? toFields(text) : toJson(text);
}

/** The body by its media type: 415 for types that the operation does not take, 413 above our limits. */
export function readBody(accepted: Accepted, request: Request): Content {
  const mediaType = mediaTypeOf(request);
  refuseLarge(request.raw, mediaType);
  const types = acceptedTypes(accepted);
  if (types.length === 0) {
    return { mediaType, parsed: false, value: null };
  }
  if (accepted.body && request.raw.byteLength === 0) {
    // As if empty: either every field is optional, or the faults name the missing ones.
    return { mediaType, parsed: true, value: {} };
  }
  if (mediaType === null || !types.includes(mediaType)) {
    throw new Refusal('unsupported-media-type', `Expected ${types.join(' or ')}`);
  }
  return accepted.body
    ? { mediaType, parsed: true, value: toValue(request, mediaType) }
    : { mediaType, parsed: false, value: null };
}
