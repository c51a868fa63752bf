/**
 * Names of companies and people, as banks write them: folded, cut into tokens, without legal forms, compared softly.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

const LEGAL_FORMS = new Set(
  (
    'ab ag aps as asa bhd bv bvba co corp corporation cv doo eg ek ev gbr gesellschaft gesmbh gmbh inc incorporated ' +
    'kft kg kgaa kk kommanditgesellschaft limited llc llp ltd ltda mbh nv ood oy oyj ohg plc pte pty pvt sa sarl sas ' +
    'sasu sca sdn se sl slu snc spa spol spzoo srl sro ug zoo zrt und and et cie company the ' +
    'ооо оао зао пао ао ип αε επε ικε οε'
  ).split(' '),
);

/** CJK legal forms are glued to the name, so they are cut out of the text. */
const GLUED_FORMS =
  /株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|\(株\)|\(有\)|주식회사|유한회사/gu;

/** "S.p.A." → "SpA", "A/S" → "AS": dots and slashes between single letters hold one word together. */
const DOTTED = /(?<![\p{L}\p{N}])\p{L}(?:[./]\p{L})+(?![\p{L}\p{N}])/gu;

/**
 * One spelling for what banks spell in several ways: lower case, no accents, and umlauts alike whether written ü, ue or u
 * (Müller, Mueller, MULLER → muller). Other scripts stay as they are.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ae|oe|ue|aa/gu, (pair) => pair[0] ?? '');
}

/** The tokens of a name that tell it apart: folded, without legal forms and single letters, each once, in order. */
export function nameTokens(name: string): string[] {
  const joined = name
    .normalize('NFKC')
    .replace(GLUED_FORMS, ' ')
    .replace(DOTTED, (word) => word.replace(/[./]/g, ''));
  const words = foldText(joined).match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !LEGAL_FORMS.has(word) && (word.length > 1 || isIdeograph(word)));
  return [...new Set(telling.length > 0 ? telling : words)];
}

/**
 * How alike two lists of tokens are, 0 to 1: the Dice coefficient over characters, each token paired with its most
 * similar partner. A token that the bank cut off counts as nearly whole.
 */
export function nameSimilarity(a: readonly string[], b: readonly string[]): number {
  const total = lengthOf(a) + lengthOf(b);
  if (total === 0) return 0;
  let shared = 0;
  const free = new Set(b);
  for (const token of a) {
    let best = 0;
    let partner = '';
    for (const other of free) {
      const alike = tokenSimilarity(token, other);
      if (alike > best) [best, partner] = [alike, other];
    }
    if (best < 0.85) continue;
    free.delete(partner);
    shared += best * (token.length + partner.length);
  }
  return shared / total;
}

function tokenSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short)) return 0.9;
  if (short.length < 5 || long.length - short.length > 1) return 0;
  return withinOneEdit(short, long) ? 0.88 : 0;
}

/** Whether one inserted, deleted, replaced or two swapped letters turn one into the other. */
function withinOneEdit(short: string, long: string): boolean {
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1);
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return swapped && short.slice(start + 2) === long.slice(start + 2);
}

function lengthOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + token.length, 0);
}

function isIdeograph(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}
