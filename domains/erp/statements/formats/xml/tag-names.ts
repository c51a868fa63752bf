/** Tags that are remembered; a message has some hundreds. */
const MOST_TAGS = 1_000;
const LONGEST_TAG = 100;

/** `name` is null where nothing reads the element; `next` is the tag that followed it the last time. */
type Known = { tag: string; name: string | null; next: Known | null };

/**
 * The local names of elements, each kept once: a parser makes a new string of every tag. Elements come again in the
 * same order, and to compare with the one that came last time is faster than to look a name up.
 */
export class TagNames {
  readonly #read: ReadonlyMap<string, string> | null;
  readonly #known = new Map<string, Known>();
  #previous: Known = { tag: '', name: null, next: null };

  /** `read`: the names that are read; null for all. */
  constructor(read: ReadonlySet<string> | null) {
    this.#read = read && new Map([...read].map((name) => [name, name]));
  }

  /** The local name of a tag, whatever its prefix; null where nothing reads it. */
  nameOf(tag: string): string | null {
    let known = this.#previous.next;
    if (known === null || known.tag !== tag) {
      known = this.#known.get(tag) ?? this.#learn(tag);
      this.#previous.next = known;
    }
    this.#previous = known;
    return known.name;
  }

  #learn(tag: string): Known {
    const local = localName(tag);
    const name = this.#read ? (this.#read.get(local) ?? null) : local;
    const known = { tag, name, next: null };
    if (this.#known.size < MOST_TAGS && tag.length <= LONGEST_TAG) this.#known.set(tag, known);
    return known;
  }
}

export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
