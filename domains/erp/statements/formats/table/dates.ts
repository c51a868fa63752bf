import { isCalendarDate } from '#lib/dates.ts';

export type DateOrder = 'dayFirst' | 'monthFirst' | 'yearFirst';
const ORDERS: readonly DateOrder[] = ['dayFirst', 'monthFirst', 'yearFirst'];

const MONTHS = new Map<string, number>();
for (const [index, names] of [
  'jan january januar janvier enero ene gennaio gen janeiro januari styczen sty leden januar ianuarie ian sijecanj tammikuu ocak',
  'feb february februar fevrier fev febrero febbraio fevereiro februari luty lut unor februarie helmikuu subat',
  'mar march marz maerz mrz mars marzo marco maart mrt marzec brezen martie maaliskuu mart',
  'apr april avril avr abril abr aprile kwiecien kwi duben aprilie huhtikuu nisan',
  'may mai mayo maggio mag maio mei maj kveten toukokuu mayis',
  'jun june juni juin junio giugno giu junho czerwiec cze cerven iunie iun kesakuu haziran',
  'jul july juli juillet juil julio luglio lug julho lipiec lip cervenec iulie iul heinakuu temmuz',
  'aug august aout agosto ago augustus sierpien sie srpen elokuu agustos augusti',
  'sep sept september septembre septiembre settembre set setembro wrzesien wrz zari septembrie syyskuu eylul',
  'oct october okt oktober octobre octubre ottobre ott outubro out pazdziernik paz rijen octombrie lokakuu ekim',
  'nov november novembre noviembre novembro listopad lis noiembrie marraskuu kasim',
  'dec december dez dezember decembre diciembre dic dicembre dezembro grudzien gru prosinec decembrie joulukuu aralik',
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

function takeApart(text: string): DateCell | null {
  let rest = text.trim();
  if (rest.length < 6 || rest.length > 40) return null;
  rest = rest.replace(
    /(?:T|,?\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|CES?T|[+-]\d{2}:?\d{2})?$/,
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

/**
 * The order of day, month and year of a file's dates. `columns` are its date columns in row order, `hints` dates from
 * elsewhere in the file. Decided by the days above 12, else by hints, else by the one order that leaves the rows in
 * sequence. "ambiguous" and "inconsistent" are for a person.
 */
export function decideDateOrder(
  columns: readonly (readonly DateCell[])[],
  hints: readonly DateCell[],
): DateOrder | null | 'ambiguous' | 'inconsistent' {
  const cells = columns.flat().filter((cell) => 'numbers' in cell);
  if (cells.length === 0) return null;
  const onlyBy = (set: readonly DateCell[]) => {
    const counts = new Map<DateOrder, number>();
    for (const cell of set) {
      const fitting = ORDERS.filter((order) => dateByOrder(cell, order) !== null);
      if (fitting.length === 1 && fitting[0]) counts.set(fitting[0], (counts.get(fitting[0]) ?? 0) + 1);
    }
    return counts;
  };
  const decided = byEvidence(onlyBy(cells), cells.length);
  if (decided) return decided;
  const fitting = ORDERS.filter((order) => cells.every((cell) => dateByOrder(cell, order) !== null));
  const possible = withinYears(fitting, cells);
  if (possible.length === 1 && possible[0]) return possible[0];
  if (possible.length === 0) return 'inconsistent';
  if (allAgree(cells, possible)) return possible[0] ?? null;
  const hinted = byEvidence(onlyBy(hints), hints.length);
  if (hinted && hinted !== 'inconsistent' && possible.includes(hinted)) return hinted;
  const sequences = possible.filter((order) => columns.every((column) => isSequence(column, order)));
  return sequences.length === 1 && sequences[0] ? sequences[0] : 'ambiguous';
}

/** Leaves out an order under which the file would span decades, where another gives a few years. */
function withinYears(orders: readonly DateOrder[], cells: readonly DateCell[]): readonly DateOrder[] {
  const spanOf = (order: DateOrder) => {
    const years = cells.map((cell) => Number(dateByOrder(cell, order)?.slice(0, 4)));
    return years.reduce((a, b) => Math.max(a, b), 0) - years.reduce((a, b) => Math.min(a, b), 9999);
  };
  const close = orders.filter((order) => spanOf(order) <= 3);
  return close.length > 0 ? orders.filter((order) => spanOf(order) <= 15) : orders;
}

/** The order that alone fits some dates; a few dates that say otherwise are bad rows, many are a contradiction. */
function byEvidence(counts: Map<DateOrder, number>, total: number): DateOrder | 'inconsistent' | null {
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (!best) return null;
  const others = ranked.slice(1).reduce((sum, [, n]) => sum + n, 0);
  if (second && (others * 10 > best[1] || others * 20 > total)) return 'inconsistent';
  return best[0];
}

function allAgree(cells: readonly DateCell[], orders: readonly DateOrder[]): boolean {
  return cells.every((cell) => new Set(orders.map((order) => dateByOrder(cell, order))).size === 1);
}

/** Whether the rows never go back, or never go forward. */
function isSequence(column: readonly DateCell[], order: DateOrder): boolean {
  let up = false;
  let down = false;
  let before: string | null = null;
  for (const cell of column) {
    const date = dateByOrder(cell, order);
    if (date === null) continue;
    if (before !== null && date > before) up = true;
    if (before !== null && date < before) down = true;
    before = date;
  }
  return !(up && down);
}
