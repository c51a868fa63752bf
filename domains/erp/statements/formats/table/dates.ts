import { isCalendarDate } from '#lib/dates.ts';
import { type DateSystem, dateOfSerial, isSerial } from './serial-dates.ts';

export type DateOrder = 'dayFirst' | 'monthFirst' | 'yearFirst';

const MONTHS = new Map<string, number>();
for (const [index, names] of [
  'jan january januar janvier enero ene gennaio gen janeiro januari styczen sty leden januar ianuarie ian sijecanj tammikuu ocak janv janner stycznia ledna января янв',
  'feb february februar fevrier fev febrero febbraio fevereiro februari luty lut unor februarie helmikuu subat fevr feber febr lutego unora февраля фев',
  'mar march marz maerz mrz mars marzo marco maart mrt marzec brezen martie maaliskuu mart marca brezna марта мар',
  'apr april avril avr abril abr aprile kwiecien kwi duben aprilie huhtikuu nisan kwietnia dubna апреля апр',
  'may mai mayo maggio mag maio mei maj kveten toukokuu mayis maja kvetna мая маи',
  'jun june juni juin junio giugno giu junho czerwiec cze cerven iunie iun kesakuu haziran czerwca cervna июня июн',
  'jul july juli juillet juil julio luglio lug julho lipiec lip cervenec iulie iul heinakuu temmuz lipca cervence июля июл',
  'aug august aout agosto ago augustus sierpien sie srpen elokuu agustos augusti sierpnia srpna августа авг',
  'sep sept september septembre septiembre settembre set setembro wrzesien wrz zari septembrie syyskuu eylul wrzesnia szept сентября сен',
  'oct october okt oktober octobre octubre ottobre ott outubro out pazdziernik paz rijen octombrie lokakuu ekim pazdziernika rijna октября окт',
  'nov november novembre noviembre novembro listopad lis noiembrie marraskuu kasim listopada ноября ноя',
  'dec december dez dezember decembre diciembre dic dicembre dezembro grudzien gru prosinec decembrie joulukuu aralik grudnia prosince декабря дек',
].entries()) {
  for (const name of names.split(' ')) if (!MONTHS.has(name)) MONTHS.set(name, index + 1);
}

/** A date taken apart: fixed where there is one reading, else three numbers whose order is open. */
export type DateCell = { fixed: string } | { numbers: readonly [string, string, string] };

/** Rows of a day follow each other, and each is asked for more than once. */
const cache = new Map<string, DateCell | null>();
const MAX_CACHED = 2_000;

/** Takes a cell apart; null when it is no date. A time of day behind the date is left out. */
export function readDateCell(text: string): DateCell | null {
  if (text.length < 6 || text.length > 40) return null;
  let cell = cache.get(text);
  if (cell === undefined) {
    cell = takeApart(text);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(text, cell);
  }
  return cell;
}

/** The same of a cell that may be the serial number of a date; `system` is null where such numbers are no dates. */
export function readDateOrSerial(text: string, system: DateSystem | null): DateCell | null {
  const cell = readDateCell(text);
  if (cell !== null || system === null || !isSerial(text)) return cell;
  const date = dateOfSerial(text.trim(), system);
  return date === null ? null : { fixed: date };
}

function takeApart(text: string): DateCell | null {
  let rest = text.trim();
  if (rest.length < 6 || rest.length > 40) return null;
  rest = rest.replace(
    /(?:T|-|,?\s+|\s*\/\s*)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,:]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|CES?T|[+-]\d{2}:?\d{2})?$/,
    '',
  );
  const year = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/.exec(rest);
  if (year) return fixed(year[1], year[3], year[4]);
  const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})\.?$/.exec(rest);
  if (numbers?.[1] && numbers[3] && numbers[4]) {
    if (numbers[2] === '.' || numbers[2] === ' ') return fixed(fullYear(numbers[4]), numbers[3], numbers[1]);
    return { numbers: [numbers[1], numbers[3], numbers[4]] };
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(rest);
  if (compact) {
    const [, a = '', b = '', c = ''] = compact;
    if (/^(?:19|20)/.test(a)) {
      const date = fixed(a, b, c);
      if (date) return date;
    }
    return { numbers: [rest.slice(0, 2), rest.slice(2, 4), rest.slice(4)] };
  }
  return readNamedMonth(rest);
}

function readNamedMonth(text: string): DateCell | null {
  const dayFirst = /^(\d{1,2})\.?[\s-]*(?:de\s+)?(\p{L}{3,12})\.?,?[\s-]*(?:de\s+)?(\d{4}|\d{2})$/u.exec(
    text,
  );
  if (dayFirst) return fixed(fullYear(dayFirst[3]), monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text);
  return monthFirst ? fixed(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : null;
}

function monthOf(name = ''): string {
  const word = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
  return String(MONTHS.get(word) ?? 0);
}

function fullYear(year = ''): string {
  return year.length === 4 ? year : String(Number(year) < 80 ? 2000 + Number(year) : 1900 + Number(year));
}

function fixed(year = '', month = '', day = ''): DateCell | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? { fixed: date } : null;
}

/** The calendar date of a cell by the order of its numbers; null when there is no such day. */
export function dateByOrder(cell: DateCell, order: DateOrder | null): string | null {
  if ('fixed' in cell) return cell.fixed;
  const [a, b, c] = cell.numbers;
  const date =
    order === 'dayFirst'
      ? fixed(fullYear(c), b, a)
      : order === 'monthFirst'
        ? fixed(fullYear(c), a, b)
        : order === 'yearFirst' && c.length === 2
          ? fixed(fullYear(a), b, c)
          : null;
  return date && 'fixed' in date ? date.fixed : null;
}
