const BEGINNING = 60;

/** What somebody pasted: files as they are, else text as a file of its own, else nothing. */
export type Pasted =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'text'; readonly file: File; readonly begins: string };

/** Null when there is nothing to send. `now` gives the text its name, in the person's own time. */
export function pastedFrom(data: Pick<DataTransfer, 'files' | 'getData'>, now: Date): Pasted | null {
  if (data.files.length > 0) return { kind: 'files', files: [...data.files] };
  const text = data.getData('text/plain');
  const begins = text.trim().slice(0, BEGINNING).replace(/\s+/g, ' ');
  if (begins === '') return null;
  return { kind: 'text', file: new File([text], nameAt(now), { type: 'text/plain' }), begins };
}

/** Whether a paste is meant for what has the focus. */
export function isWriting(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLElement> | null;
  return element?.isContentEditable === true || /^(?:input|textarea|select)$/i.test(element?.tagName ?? '');
}

function nameAt(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `pasted ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.txt`;
}
