const plainLetters = /^[ -~]*$/;

/** Text as everything compares it: case and accents do not matter. */
export function foldText(text: string): string {
  // Access folds every tag of every ticket of a list, and most are of plain letters.
  if (plainLetters.test(text)) return text.toLowerCase();
  return withoutAccents(text).toLowerCase();
}

/** For patterns, in which a letter's case may mean something: `\W` is not `\w`. */
export function withoutAccents(text: string): string {
  return plainLetters.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '');
}
