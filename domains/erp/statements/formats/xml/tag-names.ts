/** Places that are remembered, and within one of them; a message has some hundreds. */
const MOST_PLACES = 2_000;
const MOST_WITHIN = 50;
const LONGEST_TAG = 100;

/** An element below those that it stands in: with its local name, or null where nothing reads it. */
class Place {
  readonly tag: string;
  readonly name: string | null;
  readonly around: Place | null;
  /** What stands in it is a chain, in the order in which each came first. */
  first: Place | null = null;
  next: Place | null = null;
  count = 0;

  constructor(tag: string, name: string | null, around: Place | null) {
    this.tag = tag;
    this.name = name;
    this.around = around;
  }
}

/**
 * The local names of elements, each kept once: a parser makes a new string of every tag. Elements come in the same order
 * again, and to compare with the one that followed in the same place is faster than to look a name up.
 */
export class TagNames {
  readonly #read: ReadonlyMap<string, string> | null;
  #open = new Place('', null, null);
  /** What followed here before. */
  #expected: Place | null = null;
  #known = 0;

  /** `read`: the names that are read; null for all. */
  constructor(read: ReadonlySet<string> | null) {
    this.#read = read && new Map([...read].map((name) => [name, name]));
  }

  /** The local name of the element that begins, whatever its prefix; null where nothing reads it. */
  enter(tag: string): string | null {
    const expected = this.#expected;
    const place = expected !== null && expected.tag === tag ? expected : this.#find(tag);
    this.#open = place;
    this.#expected = place.first;
    return place.name;
  }

  /** The element that began last, of those that are open, ends. */
  leave(): void {
    const { around, next } = this.#open;
    if (around === null) return;
    this.#open = around;
    this.#expected = next;
  }

  #find(tag: string): Place {
    let last: Place | null = null;
    for (let place = this.#open.first; place !== null; place = place.next) {
      if (place.tag === tag) return place;
      last = place;
    }
    return this.#learn(tag, last);
  }

  /** What is beyond the bounds is known until it ends. What is kept is a copy of the tag: a slice keeps its chunk. */
  #learn(slice: string, last: Place | null): Place {
    const around = this.#open;
    const isKept = this.#known < MOST_PLACES && around.count < MOST_WITHIN && slice.length <= LONGEST_TAG;
    const tag = isKept ? Buffer.from(slice).toString() : slice;
    const place = new Place(tag, this.#nameIn(tag), around);
    if (!isKept) return place;
    this.#known++;
    around.count++;
    if (last === null) around.first = place;
    else last.next = place;
    return place;
  }

  #nameIn(tag: string): string | null {
    const local = localName(tag);
    return this.#read ? (this.#read.get(local) ?? null) : local;
  }
}

export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
