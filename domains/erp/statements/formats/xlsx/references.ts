/** Excel's last column is XFD; more letters than this are no column. */
const MAX_LETTERS = 4;

/** "C7" is column 2; null without letters. */
export function columnOf(reference: string): number | null {
  let column = 0;
  for (let i = 0; i < MAX_LETTERS; i++) {
    const letter = reference.charCodeAt(i) & ~32;
    if (!(letter >= 65 && letter <= 90)) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? null : column - 1;
}

/** "C7" is row 7 and column 2; null when it is no cell. */
export function cellOf(reference: string): { row: number; column: number } | null {
  const column = columnOf(reference);
  const row = Number(/^[A-Z]{1,4}(\d{1,7})$/i.exec(reference)?.[1]);
  return column === null || !(row > 0) ? null : { row, column };
}

/** Column 2 is "C". */
export function nameOf(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
