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
      // What is not remembered must not be held by what is: a file may have any number of tags.
      if (known === null) return this.#nameIn(tag);
      this.#previous.next = known;
    }
    this.#previous = known;
    return known.name;
  }

  /** Null where there are too many tags already, or this one is too long. What is kept is a copy: a slice keeps its chunk. */
  #learn(slice: string): Known | null {
    if (this.#known.size >= MOST_TAGS || slice.length > LONGEST_TAG) return null;
    const tag = Buffer.from(slice).toString();
    const known = { tag, name: this.#nameIn(tag), next: null };
    this.#known.set(tag, known);
    return known;
  }

  #nameIn(tag: string): string | null {
    const local = localName(tag);
    return this.#read ? (this.#read.get(local) ?? null) : local;
  }
}

export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
