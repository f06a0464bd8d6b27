import * as z from 'zod';

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A tag of BCP 47, such as `en` or `pt-BR`. */
export const Language = z.string().max(35).refine(isLanguageTag, 'is not a language tag such as en or pt-BR');
