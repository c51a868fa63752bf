/** Entries that are looked at in one drop: more is no folder of statements. */
const MAX_ENTRIES = 10_000;

/** What systems leave in folders for themselves. */
const NO_FILE = /^(?:\.|Thumbs\.db$|desktop\.ini$)/i;

/**
 * The files of a drop, those in its folders included, by name; at most `limit`. To be called while the drop is handled: the browser takes its
 * transfer back afterwards.
 */
export async function droppedFiles(transfer: DataTransfer, limit: number): Promise<File[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = items.map((item) => item.getAsFile());
  const files: File[] = [];
  const budget = { entries: MAX_ENTRIES };
  for (const [index, entry] of entries.entries()) {
    if (entry?.isDirectory) await below(entry as FileSystemDirectoryEntry, files, limit, budget);
    else if (plain[index]) files.push(plain[index]);
    if (files.length >= limit) break;
  }
  return files.slice(0, limit);
}

async function below(
  folder: FileSystemDirectoryEntry,
  files: File[],
  limit: number,
  budget: { entries: number },
): Promise<void> {
  const entries = await entriesOf(folder, budget);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (files.length >= limit) return;
    if (NO_FILE.test(entry.name)) continue;
    if (entry.isDirectory) await below(entry as FileSystemDirectoryEntry, files, limit, budget);
    else files.push(await fileOf(entry as FileSystemFileEntry));
  }
}

/** A browser gives a folder's entries in portions, and an empty one at the end. */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
  budget: { entries: number },
): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (budget.entries > 0) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) break;
    budget.entries -= portion.length;
    all.push(...portion);
  }
  return all;
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));
