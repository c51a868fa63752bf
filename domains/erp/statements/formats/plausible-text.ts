/** Letters that names and purposes of payments are made of, by how much they speak for a character set. */
const LETTER_WEIGHTS: readonly (readonly [string, number])[] = [
  ['äöüßÄÖÜ', 3],
  ['éèàçêñåøæÅØÆáíóúÉ', 2],
  ['ąćęłńśźżŁŚŻĄĆĘŃ', 2],
  ['čěřšžůýőűČŘŠŽ', 1.5],
  ['ğışİŞ', 1.4],
  ['āēīūģķļņ', 1.2],
  ['ÑÈÊìù', 1.5],
  ['âîôûëïœòãõÁÍÓÚÇÀÃÕ', 1],
];
const WEIGHT = new Map(
  LETTER_WEIGHTS.flatMap(([letters, weight]) => [...letters].map((l) => [l, weight] as const)),
);

/**
 * Letters of one set where no language writes them, by the letters before and after, which are those of another set there:
 * “aoűt” is août, “Pøíkaz” Příkaz, “ESPAŃA” ESPAÑA.
 */
const UNWRITTEN: readonly RegExp[] = [
  /^.[èÈøØæÆ][aeiouyáéíóúýěAEIOUYÁÉÍÓÚÝĚ]$/,
  /^\P{L}[èÈ]\p{L}$/u,
  /^.[ìÌùÙ]\p{L}$/u,
  /^.[ñÑ][^aeiouáéíóúüAEIOUÁÉÍÓÚÜ]$/,
  /^.[ńŃ][aeiouyóAEIOUYÓ]$/,
  /^[aeiouAEIOU][ůŮ].$/,
  /^[oO][űŰ][tT]$/,
  /^[dD][űŰ]\P{L}$/u,
  /^.[őŐ][eE]$/,
  /^.[õÕ][^eEsS]$/,
  /^[fzyktngbhvpFZYKTNGBHVP][ûÛ].$|^[mM][ûÛ][^rR]$/,
];

const LETTER = /\p{L}/u;
const CYRILLIC_OR_GREEK = /[\u0370-\u04ff]/;

/** How likely a person or a bank wrote this: letters inside words speak for it, signs inside words against. */
export function plausibility(text: string): number {
  let score = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 128) continue;
    const character = text.charAt(i);
    const before = text.charAt(i - 1);
    const after = text.charAt(i + 1);
    const inWord = LETTER.test(before) || LETTER.test(after);
    if (CYRILLIC_OR_GREEK.test(character)) {
      const alone = !CYRILLIC_OR_GREEK.test(before) && !CYRILLIC_OR_GREEK.test(after);
      score += alone || isAsciiLetter(before) || isAsciiLetter(after) ? -3 : 1.6;
      if (isUpper(character) && isLower(before)) score -= 2.5;
    } else if (LETTER.test(character)) {
      score += WEIGHT.get(character) ?? 0.1;
      if (isUpper(character) && isLower(before)) score -= 2.5;
      const amongCapitals = isUpper(before) && (isUpper(after) || isUpper(text.charAt(i - 2)));
      if (amongCapitals && !isUpper(character) && character !== 'ß') score -= 2.5;
      const surroundings = `${before || ' '}${character}${after || ' '}`;
      if (UNWRITTEN.some((pattern) => pattern.test(surroundings))) score -= 2;
    } else if (character === '\ufffd' || (character >= '\u0080' && character < '\u00a0')) {
      score -= 5;
    } else {
      score -= inWord && !'\u00a0’‘´“”„–§€'.includes(character) ? 3 : 0.2;
    }
  }
  return score;
}

function isAsciiLetter(character: string): boolean {
  return /[A-Za-z]/.test(character);
}

function isUpper(character: string): boolean {
  return character !== character.toLowerCase();
}

function isLower(character: string): boolean {
  return character !== '' && character !== character.toUpperCase();
}
