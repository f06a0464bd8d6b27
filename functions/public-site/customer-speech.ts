import { Refusal } from '#shared/domain/refusal.ts';

const longestBody = 100_000;

/** What a customer writes in a form or on his ticket: not empty, and `too-long` above 100,000 characters. */
export function requireSpeech(body: string): void {
  const errors = (message: string) => ({ errors: [{ path: 'body', message }] });
  if (body.trim() === '') throw new Refusal('invalid', 'The text is empty.', errors('Is empty'));
  if (body.length <= longestBody) return;
  throw new Refusal('too-long', `The text is longer than ${longestBody} characters.`, errors('Is too long'));
}
