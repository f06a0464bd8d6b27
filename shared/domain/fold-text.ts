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

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ς: 'σ',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const oddLetters = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** As rules compare: also letters that are written in another way as capitals, or whose accent is part of them. */
export function foldLetters(text: string): string {
  const folded = foldText(text);
  return plainLetters.test(folded)
    ? folded
    : folded.replace(oddLetters, (letter) => letters[letter] ?? letter);
}
